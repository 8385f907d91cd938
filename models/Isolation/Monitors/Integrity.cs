using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Vcpus;
using Interlock.Engine.Vms;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Monitors;

/// <summary>
/// Nothing that the host or another VM does changes what is a VM's alone while it lives: what is in the pages that it owns and has not
/// lent, and the registers of its vCPUs that do not run. The engine never writes to such a page, on nobody's behalf. Guests are judged
/// while nobody moves memory; the engine always.
/// </summary>
internal sealed class Integrity : PropertyMonitor
{
    private const int FirstGuest = 2;
    private readonly MemoryMap map;
    [Stateless("Filled while it is made.")]
    private readonly Dictionary<Address, (VmIndex Vm, int Vcpu)> contexts = [];

    public Integrity(MemoryMap map)
    {
        this.map = map;
        var configuration = map.Configuration;
        for (var context = 0; context < configuration.Vms * configuration.VcpusPerVm * configuration.Registers; context++)
        {
            var (vcpus, register) = Math.DivRem(context, configuration.Registers);
            var (vm, vcpu) = Math.DivRem(vcpus, configuration.VcpusPerVm);
            contexts[map.Context(new VmIndex(vm), vcpu, register)] = (new VmIndex(vm), vcpu);
        }

        Watched =
        [
            .. Enumerable.Range(0, configuration.Pages * configuration.Entries).Select(word => new Address(word)), .. contexts.Keys,
        ];
    }

    /// <inheritdoc/>
    public override string Property => "integrity";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } =
        [new("integrity", "a write to memory while a living VM has a page to itself, or to a register of its vCPUs")];

    /// <inheritdoc/>
    public override bool WatchesLoads => false;

    /// <inheritdoc/>
    public override bool WatchesGuests => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Address> Watched { get; }

    /// <inheritdoc/>
    public override void OnAccess(Observation step, int vcpu, Operation operation)
    {
        var word = operation.Address;
        if (step.Read(word) == step.ReadBefore(word))
        {
            return;
        }

        if (contexts.TryGetValue(word, out var owner))
        {
            step.Try(0, vcpu);
            if (!IsWithCpu(step, vcpu, owner))
            {
                step.Violate(
                    $"vcpu{vcpu} changes a register of vCPU {owner.Vcpu} of VM {owner.Vm.Value}, which it does not have loaded",
                    new ChangedByOther(word, owner.Vm.Value, null));
            }
        }
        else
        {
            JudgeEngine(step, vcpu, word);
        }
    }

    private void JudgeEngine(Observation step, int vcpu, Address word)
    {
        if (HasOwner(step))
        {
            step.Try(0, vcpu);
        }

        if (OwnerOf(step, word) is { } vm)
        {
            var page = word.Index / map.Configuration.Entries;
            step.Violate(
                $"the engine changes what is in page {page}, which VM {vm.Value} has to itself", new ChangedByOther(word, vm.Value, page));
        }
    }

    /// <inheritdoc/>
    public override void OnGuestAccess(Observation step, int vcpu, GuestAccess access)
    {
        var view = new EngineView(map, step.MemoryBefore);
        if (access is not { Kind: GuestAccessKind.Store, IsFault: false } || !view.IsFree(map.HostLock) || !view.IsVmTableFree)
        {
            return;
        }

        if (HasOwner(step))
        {
            step.Try(0, vcpu);
        }

        if (OwnerOf(step, access.Word) is { } vm && view.VmOf(access.Vttbr >> 48) != vm)
        {
            var page = access.Word.Index / map.Configuration.Entries;
            step.Violate(
                $"vmid {access.Vttbr >> 48} writes to page {page}, which VM {vm.Value} has to itself",
                new ChangedByOther(access.Word, vm.Value, page));
        }
    }

    // Whether any living VM has a page to itself.
    private bool HasOwner(Observation step)
    {
        for (var page = 0; page < map.Configuration.Pages; page++)
        {
            if (OwnerOf(step, new Address(page * map.Configuration.Entries)) is not null)
            {
                return true;
            }
        }

        return false;
    }

    // The living VM that owns the page of a word, and has not lent it.
    private VmIndex? OwnerOf(Observation step, Address word)
    {
        var page = (ulong)word.Index / (ulong)map.Configuration.Entries;
        var view = new EngineView(map, step.MemoryBefore);
        if (page >= (ulong)map.Configuration.Pages || view.HostMaps(page) || view.Annotation(page) < FirstGuest)
        {
            return null;
        }

        var vm = new VmIndex(view.Annotation(page) - FirstGuest);
        return vm.Value < map.Configuration.Vms && view[map.Vm(vm).Status] == (ulong)VmStatus.Active ? vm : null;
    }

    // A vCPU that is being made is nobody's yet.
    private bool IsWithCpu(Observation step, int cpu, (VmIndex Vm, int Vcpu) owner) =>
        step.ReadBefore(map.Loaded(cpu)) == LoadedVcpu.Of(owner.Vm, owner.Vcpu, map.Configuration.VcpusPerVm).Word
        || step.ReadBefore(map.Vm(owner.Vm).Vcpu(owner.Vcpu)) == (ulong)VcpuStatus.None;
}

/// <summary>Another party changes something that a VM has to itself.</summary>
/// <param name="Word">The word that is changed.</param>
/// <param name="Vm">The VM.</param>
/// <param name="Page">The page that holds the word; null if it is a register of a vCPU.</param>
public sealed record ChangedByOther(Address Word, int Vm, int? Page) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => Page is { } page ? [Concern.Page(page), Concern.Vm(Vm)] : [Concern.Vm(Vm)];
}
