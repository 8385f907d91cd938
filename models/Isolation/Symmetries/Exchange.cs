namespace Interlock.Isolation.Symmetries;

/// <summary>Which page, VM and CPU each becomes, by their numbers.</summary>
internal sealed record Exchange(int[] Pages, int[] Vms, int[] Cpus)
{
    private const int AddressShift = 12;
    private const ulong AddressBits = 0x0000_FFFF_FFFF_F000;

    /// <summary>The page that a page becomes. Beyond those that are handed over pages keep their names.</summary>
    public ulong Page(ulong page) => page < (ulong)Pages.Length ? (ulong)Pages[page] : page;

    /// <summary>The VM that a VM becomes; a number that is none stays.</summary>
    public ulong Vm(ulong vm) => vm < (ulong)Vms.Length ? (ulong)Vms[vm] : vm;

    /// <summary>The CPU that a CPU becomes; a number that is none stays.</summary>
    public ulong Cpu(ulong cpu) => cpu < (ulong)Cpus.Length ? (ulong)Cpus[cpu] : cpu;

    /// <summary>A VTTBR whose page has become another; zero is no tables at all.</summary>
    public ulong NamedVttbr(ulong vttbr) => vttbr == 0 ? 0 : Named(vttbr);

    /// <summary>A descriptor whose page has become another.</summary>
    public ulong Named(ulong word) =>
        (word & ~AddressBits) | (Page((word & AddressBits) >> AddressShift) << AddressShift);

    /// <summary>Every exchange of pages, VMs and CPUs; the first is of none.</summary>
    /// <param name="pages">How many pages there are.</param>
    /// <param name="block">How many pages in a row stay together, beginning with a multiple.</param>
    /// <param name="vms">How many VMs.</param>
    /// <param name="cpus">How many CPUs.</param>
    public static IEnumerable<Exchange> All(int pages, int block, int vms, int cpus) =>
        from ofBlocks in Permutations(pages / block)
        from ofVms in Permutations(vms)
        from ofCpus in Permutations(cpus)
        let ofPages = Enumerable.Range(0, pages).Select(page =>
            page / block < ofBlocks.Length ? (ofBlocks[page / block] * block) + (page % block) : page)
        select new Exchange([.. ofPages], ofVms, ofCpus);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(", ", Cycles("page", Pages).Concat(Cycles("vm", Vms)).Concat(Cycles("cpu", Cpus)));

    private static IEnumerable<int[]> Permutations(int count) => count == 0
        ? [[]]
        : from shorter in Permutations(count - 1)
          from place in Enumerable.Range(0, count).Reverse()
          select (int[])[.. shorter[..place], count - 1, .. shorter[place..]];

    private static IEnumerable<string> Cycles(string kind, int[] permutation)
    {
        for (var first = 0; first < permutation.Length; first++)
        {
            var cycle = new List<int> { first };
            for (var next = permutation[first]; next != first; next = permutation[next])
            {
                cycle.Add(next);
            }

            if (cycle.Count > 1 && cycle.Min() == first)
            {
                yield return cycle.Count == 2
                    ? $"{kind} {first} <-> {kind} {cycle[1]}"
                    : string.Join(" -> ", cycle.Append(first).Select(member => $"{kind} {member}"));
            }
        }
    }
}
