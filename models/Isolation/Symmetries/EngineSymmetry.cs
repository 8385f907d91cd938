using Interlock.Engine.Platform;
using Interlock.Models.Programs.Symmetries;
using Interlock.Sync;

namespace Interlock.Models.Isolation.Symmetries;

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
/// <item>What is in a page that is no table is data and names nothing; the dirt that is written names a page of the carve-out.</item>
/// </list>
/// </summary>
/// <remarks>Names are exchanged while no lock is held, nobody sleeps, and no TLBI or write of VTTBR_EL2 is under way.</remarks>
internal sealed class EngineSymmetry : Symmetry
{
    private readonly MemoryMap map;
    private readonly Exchange[] exchanges;
    private readonly WordRole[] roles;
    private readonly int[][] from; // by renaming and word: which word becomes it
    private readonly Address[][] to;
    private readonly RestState rest;
    private readonly RenamedTlbs tlbs;
    private readonly int firstHostEntry;

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
        var layout = new WordLayout(map, setup.Program.Words.Count);
        roles = layout.Roles;
        to = [.. exchanges.Select(layout.Moved)];
        from = [.. to.Select(Inverse)];
        rest = new RestState(map, setup.Program.Words.Count);
        tlbs = new RenamedTlbs(setup, exchanges, to);
        firstHostEntry = map.HostEntry(default).Index;
        Words = [.. layout.Order.Where(word =>
            roles[word] != WordRole.Plain || from.Any(source => source[word] != word))];
    }

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
    public override bool IsIdle(Operation pending) => NextCall.Is(pending);

    /// <inheritdoc/>
    public override bool Admits(ReadOnlySpan<ulong> state) => rest.Admits(state);

    /// <inheritdoc/>
    public override ulong Image(int renaming, ReadOnlySpan<ulong> state, int word)
    {
        var source = from[renaming][word];
        var value = state[source];
        var exchange = exchanges[renaming];
        return roles[source] switch
        {
            WordRole.Plain => value,
            WordRole.HostEntry => HostEntry(exchange, value),
            WordRole.OfPage => value != 0 && IsTable(state, source / map.Configuration.Entries) ? Entry(exchange, value) : value,
            WordRole.Root => state[source - 1] == RestState.Active ? exchange.Page(value) : value,
            WordRole.FirstSpare => value == 0 ? 0 : exchange.Page(value - 1) + 1,
            WordRole.Vcpu => value < 2 || value - 2 >= (ulong)exchange.Cpus.Length ? value : (ulong)exchange.Cpus[value - 2] + 2,
            WordRole.Loaded => Loaded(exchange, value),
            WordRole.Tlb => tlbs.Image(renaming, value),
            WordRole.Vttbr => exchange.Named(value),
            _ => throw new InvalidOperationException($"{roles[source]}"),
        };
    }

    /// <inheritdoc/>
    public override ulong Key(int word, ulong value) => roles[word] == WordRole.Tlb ? tlbs.Key(value) : value;

    private static ulong HostEntry(Exchange exchange, ulong entry)
    {
        if ((entry & RestState.Valid) != 0)
        {
            return exchange.Named(entry);
        }

        var owner = RestState.VmThatOwns(entry);
        return owner < 0 || owner >= exchange.Vms.Length
            ? entry
            : (entry & ~RestState.OwnerMask) | RestState.OwnedBy(exchange.Vms[owner]);
    }

    // An invalid entry of a VM's is zero, or the link of a spare table to the next: twice what FirstSpare would hold.
    private static ulong Entry(Exchange exchange, ulong entry) => (entry & RestState.Valid) != 0
        ? exchange.Named(entry)
        : (exchange.Page((entry >> 1) - 1) + 1) << 1;

    private ulong Loaded(Exchange exchange, ulong value)
    {
        var perVm = (ulong)map.Configuration.VcpusPerVm;
        return value == 0 ? 0 : ((ulong)exchange.Vms[(value - 1) / perVm] * perVm) + ((value - 1) % perVm) + 1;
    }

    private bool IsTable(ReadOnlySpan<ulong> state, int page) => RestState.IsEngines(state[firstHostEntry + page]);

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
