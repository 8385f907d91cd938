using Interlock.Isolation.Symmetries;
using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Sync;

namespace Interlock.Isolation.Harness;

/// <summary>What each word of the engine's memory and of its machine is, and where it goes when names are exchanged.</summary>
internal sealed class WordLayout
{
    private const int OwnWordsPerCpu = 4;
    private const int OwnWordsOfAll = 2;

    private readonly MemoryMap map;
    private readonly int machineBase;
    private readonly bool namesHolders;

    /// <param name="map">The engine's memory.</param>
    /// <param name="machineBase">The first word of the machine's.</param>
    /// <param name="namesHolders">Whether a lock's first word names its holder.</param>
    public WordLayout(MemoryMap map, int machineBase, bool namesHolders)
    {
        (this.map, this.machineBase, this.namesHolders) = (map, machineBase, namesHolders);
        Roles = new WordRole[machineBase + OwnWordsOfAll + (OwnWordsPerCpu * map.Configuration.Cpus)];
        Order = [.. WithRoles().Distinct(), .. Enumerable.Range(0, Roles.Length).Except(WithRoles())];
    }

    /// <summary>By word, what it holds.</summary>
    public WordRole[] Roles { get; }

    /// <summary>All words, those first in which states that are alike are likely to differ.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>By word, where it goes.</summary>
    public Address[] Moved(Exchange exchange)
    {
        var configuration = map.Configuration;
        var moved = Enumerable.Range(0, Roles.Length).ToArray();
        for (var page = 0; page < configuration.Pages; page++)
        {
            var other = new PageIndex((ulong)exchange.Pages[page]);
            moved[HostEntry(page)] = map.HostEntry(other).Index;
            moved[map.Shares(new PageIndex((ulong)page)).Index] = map.Shares(other).Index;
            Move(moved, page * configuration.Entries, (int)other.Value * configuration.Entries, configuration.Entries);
        }

        for (var vm = 0; vm < configuration.Vms; vm++)
        {
            Move(moved, Vm(vm).First, Vm(exchange.Vms[vm]).First, Vm(vm).Vcpu(configuration.VcpusPerVm).Index - Vm(vm).First);
        }

        for (var cpu = 0; cpu < configuration.Cpus; cpu++)
        {
            moved[map.Loaded(cpu).Index] = map.Loaded(exchange.Cpus[cpu]).Index;
            Move(moved, FirstOwn(cpu), FirstOwn(exchange.Cpus[cpu]), OwnWordsPerCpu);
        }

        return [.. moved.Select(word => new Address(word))];
    }

    private IEnumerable<int> WithRoles()
    {
        var configuration = map.Configuration;
        for (var page = 0; page < configuration.Pages; page++)
        {
            yield return As(WordRole.HostEntry, HostEntry(page));
        }

        for (var cpu = 0; cpu < configuration.Cpus; cpu++)
        {
            yield return As(WordRole.Loaded, map.Loaded(cpu).Index);
            yield return As(WordRole.Vttbr, machineBase + StageTwoTranslation.OwnWordsOf(cpu).Vttbr);
        }

        for (var vm = 0; vm < configuration.Vms; vm++)
        {
            yield return Vm(vm).Status.Index;
            yield return Vm(vm).Vmid.Index;
            yield return As(WordRole.Root, Vm(vm).Root.Index);
            yield return As(WordRole.FirstSpare, Vm(vm).FirstSpare.Index);
            for (var vcpu = 0; vcpu < configuration.VcpusPerVm; vcpu++)
            {
                yield return As(WordRole.Vcpu, Vm(vm).Vcpu(vcpu).Index);
            }
        }

        for (var word = 0; word < configuration.Pages * configuration.Entries; word++)
        {
            yield return As(WordRole.OfPage, word);
        }

        for (var cpu = 0; cpu < configuration.Cpus; cpu++)
        {
            var (tlb, _, maintenance, earlier) = StageTwoTranslation.OwnWordsOf(cpu);
            yield return As(WordRole.Tlb, machineBase + tlb);
            yield return As(WordRole.Maintenance, machineBase + maintenance);
            yield return As(WordRole.Earlier, machineBase + earlier);
        }

        yield return As(WordRole.Cpus, machineBase + Waiting.Sleepers);
        yield return As(WordRole.Cpus, machineBase + Waiting.Events);
        foreach (var first in Enumerable.Range(0, namesHolders ? configuration.Vms : 0).Select(vm => Vm(vm).Lock)
            .Concat(namesHolders ? [map.HostLock, map.VmTableMutex] : []))
        {
            yield return As(WordRole.Lock, first.Index);
        }
    }

    private int As(WordRole role, int word)
    {
        Roles[word] = role;
        return word;
    }

    private static void Move(int[] moved, int first, int target, int count)
    {
        for (var offset = 0; offset < count; offset++)
        {
            moved[first + offset] = target + offset;
        }
    }

    private int FirstOwn(int cpu) => machineBase + OwnWordsOfAll + (cpu * OwnWordsPerCpu);

    private int HostEntry(int page) => map.HostEntry(new PageIndex((ulong)page)).Index;

    private VmWords Vm(int vm) => map.Vm(new VmIndex(vm));
}
