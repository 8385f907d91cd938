using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Isolation.Clients.Choices;
using Interlock.Isolation.Symmetries;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Harness;

/// <summary>
/// Pages, VMs and CPUs are alike. What makes it so, and where it ends:
/// <list type="bullet">
/// <item>The engine never compares the numbers of two pages, two VMs or two CPUs; it takes the lowest VM that is free. A VM that is
/// free has zeros in all its words and nobody names it, so that two which are free can be exchanged without changing anything: which
/// of them is taken makes no difference up to names. Ticket locks leave something behind, so with them VMs are not alike.</item>
/// <item>VMIDs are not exchanged: they stay with the VM that has them.</item>
/// <item>A block maps pages that follow each other, so where VMs' trees have blocks such pages are exchanged together.</item>
/// <item>The host's upper tables lead to the entries of some pages and not of others, but they never change: see
/// <see cref="RenamedTlbs"/>. The host maps every page at its own number, so its entries and translations move with pages.</item>
/// <item>What is in a page that is no table is zeros or dirt, and dirt names a page of the carve-out, which is not exchanged.</item>
/// <item>The root of a VM that is not active is zero and names nothing. It changes with the VM's status, in one merged region; where
/// regions are not merged, names are not exchanged while the VM table's mutex is held.</item>
/// </list>
/// </summary>
[Stateless("Tables that are filled while it is made, and only read from then on.")]
internal class EngineSymmetry : ExchangeSymmetry
{
    private readonly MemoryMap map;
    private readonly Exchange[] exchanges;
    private readonly WordRole[] roles;
    private readonly int[][] from; // by renaming and word: which word becomes it
    private readonly Address[][] to;
    private readonly int[][] ofFree; // by the VMs that are free, a bit each: the renamings that exchange two of them and nothing else
    private readonly RenamedTlbs tlbs;
    private readonly bool merges;
    private readonly (int Word, ulong Value)[] upper; // the host's upper tables

    /// <summary>The symmetry of an engine, to be made once the program has all its words.</summary>
    /// <param name="setup">The engine.</param>
    /// <param name="vmsAreAlike">Whether VMs are exchanged too.</param>
    public EngineSymmetry(EngineSetup setup, bool vmsAreAlike = true)
    {
        map = setup.Map;
        var configuration = map.Configuration;
        var block = 1;
        for (var level = 1; level < configuration.Guest.Levels; level++)
        {
            block *= configuration.Entries;
        }

        exchanges = [.. Exchange.All(configuration.Pages, block, vmsAreAlike ? configuration.Vms : 1, configuration.Cpus)
            .Select(exchange => vmsAreAlike ? exchange : exchange with { Vms = [.. Enumerable.Range(0, configuration.Vms)] })];
        var layout = new WordLayout(map, setup.Program.Words.Count, namesHolders: setup.Program.Discipline is not null);
        (roles, merges) = (layout.Roles, setup.Program.MergesLockRegions);
        upper = [.. Enumerable
            .Range((int)map.Host.Root.Page.Value * configuration.Entries, map.AllPages * configuration.Entries)
            .TakeWhile(word => word < map.HostEntry(default).Index)
            .Select(word => (word, map.AtBoot(new Address(word))))];
        to = [.. exchanges.Select(layout.Moved)];
        from = [.. to.Select(Inverse)];
        ofFree = [.. Enumerable.Range(0, 1 << configuration.Vms).Select(free => OfFree((ulong)free))];
        tlbs = new RenamedTlbs(setup, exchanges, to);
        Words = [.. layout.Order.Where(word =>
            roles[word] != WordRole.Plain || from.Any(source => source[word] != word))];
    }

    /// <inheritdoc/>
    public override Exchange this[int renaming] => exchanges[renaming];

    /// <inheritdoc/>
    public override int Count => exchanges.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Words { get; }

    /// <inheritdoc/>
    public override string Text(int renaming) => exchanges[renaming].ToString();

    /// <inheritdoc/>
    public override int VcpuOf(int renaming, int vcpu) => exchanges[renaming].Cpus[vcpu];

    /// <inheritdoc/>
    public override Address WordOf(int renaming, Address word) => to[renaming][word.Index];

    /// <inheritdoc/>
    public override bool Admits(ReadOnlySpan<ulong> state)
    {
        foreach (var (word, value) in upper)
        {
            if (state[word] != value)
            {
                return false;
            }
        }

        return merges || state[map.VmTableMutex.Index] == 0;
    }

    /// <summary>Who makes a VM takes the lowest that is free; he holds the VM table's mutex then, and takes it before.</summary>
    public override ReadOnlySpan<int> Indifferent(ReadOnlySpan<ulong> state)
    {
        if (state[map.VmTableMutex.Index] != 0)
        {
            return [];
        }

        var free = 0;
        for (var vm = 0; vm < map.Configuration.Vms; vm++)
        {
            free |= state[map.Vm(new VmIndex(vm)).Status.Index] == (ulong)VmStatus.Free ? 1 << vm : 0;
        }

        return ofFree[free];
    }

    /// <inheritdoc/>
    public override ulong Answer(int renaming, Operation operation, ulong result) => operation.Kind switch
    {
        OperationKind.Choose => PageChoice.Is(operation) ? exchanges[renaming].Page(result)
            : VmChoice.Is(operation) ? exchanges[renaming].Vm(result)
            : result,
        not OperationKind.Store when operation.Kind.IsAccess() =>
            Names.Exchanged(exchanges[renaming], map.Configuration, roles[operation.Address.Index], result),
        _ => result,
    };

    /// <inheritdoc/>
    public override ulong Image(int renaming, ReadOnlySpan<ulong> state, int word)
    {
        var source = from[renaming][word];
        var value = state[source];
        return roles[source] switch
        {
            WordRole.Plain => value,
            WordRole.Tlb => tlbs.Held(renaming, value),
            WordRole.Maintenance => tlbs.Maintenance(renaming, value),
            WordRole.Earlier => tlbs.Earlier(renaming, value),
            WordRole.Root when state[source - 1] != (ulong)VmStatus.Active => value, // the status is the word before
            var role => Names.Exchanged(exchanges[renaming], map.Configuration, role, value),
        };
    }

    /// <inheritdoc/>
    public override ulong Key(int word, ulong value) => roles[word] switch
    {
        WordRole.Tlb => tlbs.KeyOfHeld(value),
        WordRole.Maintenance => tlbs.KeyOfMaintenance(value),
        WordRole.Earlier => tlbs.KeyOfEarlier(value),
        _ => value,
    };

    private int[] OfFree(ulong free) => [.. Enumerable.Range(0, exchanges.Length).Where(renaming =>
        IsIdentity(exchanges[renaming].Pages) && IsIdentity(exchanges[renaming].Cpus)
        && exchanges[renaming].Vms.Where((other, vm) => other != vm).Count() == 2
        && exchanges[renaming].Vms.Where((other, vm) => other != vm).All(vm => ((free >> vm) & 1) != 0))];

    private static bool IsIdentity(int[] permutation) => permutation.Select((other, member) => other == member).All(same => same);

    private static int[] Inverse(Address[] permutation)
    {
        var inverse = new int[permutation.Length];
        for (var word = 0; word < permutation.Length; word++)
        {
            inverse[permutation[word].Index] = word;
        }

        return inverse;
    }
}
