using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Refinements;
using Interlock.Isolation.Specifications;
using Interlock.Isolation.Specifications.Abstractions;
using Interlock.Isolation.Specifications.Invariants;
using Interlock.Sync;
using Interlock.Sync.Native;
using Interlock.Sync.Primitives;

namespace Interlock.Isolation.Threads;

/// <summary>
/// What <see cref="Refinement"/> is where every execution is explored, this is on real threads: a CPU that is about to release a lock
/// reads the component that the lock guards, which cannot change meanwhile; once its call has returned, the specification is asked
/// whether it may have had these effects. What a component was before is what the last release of its lock left, so a change by somebody
/// without the lock is a disagreement. It keeps no more than the components as they are and the effects of calls under way.
/// </summary>
internal sealed class ThreadedOracle
{
    private const int MemoryEvery = 256; // releases of the host's lock; all pages of all VMs are gone through

    private readonly MemoryMap map;
    private readonly Specification specification;
    private readonly IReadOnlyList<Invariant> invariants;
    private readonly ComponentReader reader;
    private readonly Dictionary<Address, Component> locks = [];
    private readonly object[] left; // a component's is written by whoever holds its lock
    private readonly CallEffects[] cpus; // each is its CPU's own
    private uint hostReleases; // guarded by the host's lock

    /// <summary>An oracle of an engine with the production locks.</summary>
    /// <param name="map">Where the engine's words are.</param>
    /// <param name="places">Pages of IPA space that calls name, beside such as are beyond a VM's tables.</param>
    public ThreadedOracle(MemoryMap map, int places)
    {
        this.map = map;
        specification = new Specification(map.Configuration, places: places);
        invariants = Invariant.All(map.Configuration);
        reader = new ComponentReader(map, places);
        var boot = new PeekedWords(map.AtBoot);
        left = [.. Enumerable.Range(0, Component.Count(map.Configuration.Vms)).Select(index => reader.Read(new Component(index), boot))];
        cpus = [.. Enumerable.Range(0, map.Configuration.Cpus).Select(_ => new CallEffects(map.Configuration))];
        locks[map.VmTableMutex] = Component.Table;
        locks[Serving(map.HostLock)] = Component.Host;
        for (var vm = 0; vm < map.Configuration.Vms; vm++)
        {
            locks[Serving(map.Vm(new VmIndex(vm)).Lock)] = Component.Vm(vm);
        }
    }

    /// <summary>The words of whose stores it must be told: what releases locks, and the barrier.</summary>
    public IEnumerable<Address> Watched => [.. locks.Keys, map.Barrier];

    /// <summary>Is told of a store to such a word before it is made, on the thread that makes it.</summary>
    /// <exception cref="DisagreementException">Something does not hold.</exception>
    public void BeforeStore(NativeMachine machine, NativeStore store)
    {
        if (store.Address == map.Barrier)
        {
            Meet(machine, store);
        }
        else if (locks[store.Address] is var component && (component != Component.Table || store.Value == FutexMutex.Free))
        {
            Release(machine, store.Vcpu, component);
        }
    }

    /// <summary>Why a call that has returned may not have had its effects; null if it may. Is asked on the thread that made it.</summary>
    public Flaw? Judge(int cpu, CallRecord call, ulong loaded) =>
        cpus[cpu].Judge(loaded, (held, seen) => specification.Judge(call, cpu, held, seen));

    private static Address Serving(Address ticketLock) => new(ticketLock.Index + 1);

    private static void Demand(Flaw? objection)
    {
        if (objection is not null)
        {
            throw new DisagreementException(objection.Message);
        }
    }

    private void Release(NativeMachine machine, int cpu, Component component)
    {
        var words = new PeekedWords(machine.Peek);
        var (before, after) = (left[component.Index], reader.Read(component, words));
        if (after.Equals(before))
        {
            after = before; // one object for equal ones
        }

        left[component.Index] = after;
        cpus[cpu].Add(component, before, after);
        if (component == Component.Table)
        {
            var table = (TableState)after;
            var loaded = Enumerable.Range(0, cpus.Length)
                .Select(other => LoadedVcpu.Read(machine.Peek(map.Loaded(other)), map.Configuration.VcpusPerVm)).ToList();
            Demand(First(invariant => invariant.OfTable(table, loaded)));
        }
        else if (component == Component.Host && hostReleases++ % MemoryEvery == 0)
        {
            // Whatever these speak of is written under the host's lock, and a VM's is released before it.
            var host = (HostState)after;
            var vms = Enumerable.Range(0, map.Configuration.Vms).Select(vm => (VmState)left[Component.Vm(vm).Index]).ToList();
            Demand(First(invariant => invariant.OfMemory(host, vms)));
        }
    }

    // A barrier's count is added to by whoever comes, and set back by the last one. Until it has come, a CPU can rely on the generation:
    // it is odd only while a rollover is under way.
    private void Meet(NativeMachine machine, NativeStore store)
    {
        if (store.Value == 0)
        {
            return;
        }

        var rolled = (machine.Peek(Serving(map.Barrier)) & 1) != 0;
        var loaded = machine.Peek(map.Loaded(store.Vcpu));
        if (cpus[store.Vcpu].Any)
        {
            Demand(cpus[store.Vcpu].Judge(loaded, rolled ? specification.JudgeRollover : specification.JudgeAsking));
        }
    }

    private Flaw? First(Func<Invariant, Flaw?> broken) => invariants
        .Select(invariant => broken(invariant) is { } found ? found with { Message = $"{invariant.Property}: {found.Message}" } : null)
        .FirstOrDefault(found => found is not null);
}
