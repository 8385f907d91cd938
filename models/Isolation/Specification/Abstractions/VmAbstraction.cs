using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Isolation.Structures;
using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Specifications.Abstractions;

/// <summary>Reads a VM's component: its words, its tree from the root down, and its spare tables.</summary>
public sealed class VmAbstraction : IAbstraction<VmState>
{
    private const int Fixed = 6;
    private const int MostWords = 2048;
    private readonly MemoryMap map;
    private readonly VmWords vm;
    private readonly int index;
    private readonly int first;

    /// <summary>An abstraction of one VM.</summary>
    /// <param name="map">Where everything is.</param>
    /// <param name="vm">Which VM.</param>
    /// <param name="places">
    /// Pages of IPA space that are looked at, from the first; what is mapped beyond them is a flaw. Such an abstraction is only read,
    /// its words are not gathered. Zero for all.
    /// </param>
    /// <exception cref="ArgumentException">Its tables have too many words to be gathered again and again.</exception>
    public VmAbstraction(MemoryMap map, int vm, int places = 0)
    {
        ArgumentNullException.ThrowIfNull(map);
        (this.map, this.vm, index) = (map, map.Vm(new VmIndex(vm)), vm);
        var geometry = map.Configuration.Guest;
        first = geometry.First.Value;
        Places = places != 0 ? places : (int)(geometry.IpaLimit / PageIndex.PageSize);
        var tables = 0;
        for (var (level, wide) = (first, 1); level <= Place.PageLevel && tables < MostWords; level++, wide *= map.Configuration.Entries)
        {
            tables += wide;
        }

        Capacity = Fixed + ((tables + map.Configuration.Pages) * map.Configuration.Entries);
        if (Capacity > MostWords && places == 0)
        {
            throw new ArgumentException($"A VM has {Capacity} words of tables and more; at most {MostWords} can be read at every step.");
        }
    }

    /// <inheritdoc/>
    public int Capacity { get; }

    /// <summary>How many pages of IPA space are looked at.</summary>
    public int Places { get; }

    /// <summary>The VMID in a word: the generation in bits 63:16, the VMID in bits 15:0.</summary>
    public static GivenVmid Given(ulong word) => new((int)(word & 0xFFFF), (int)(word >> 16));

    /// <inheritdoc/>
    public int Gather<TWords>(TWords words, Span<ulong> into)
        where TWords : IWords, allows ref struct
    {
        into[0] = words.Read(vm.Status);
        into[1] = words.Read(vm.Root);
        into[2] = words.Read(vm.Vmid);
        into[3] = words.Read(vm.OwnedPages);
        into[4] = words.Read(vm.Spares);
        into[5] = words.Read(vm.FirstSpare);
        var count = Fixed;
        if (into[0] == (ulong)VmStatus.Active)
        {
            GatherTree(words, into[1], first, into, ref count);
        }

        var next = into[5];
        for (var page = 0; page < map.Configuration.Pages && next != 0; page++)
        {
            var words0 = count;
            GatherPage(words, next - 1, into, ref count);
            next = count > words0 ? into[words0] >> 1 : 0;
        }

        return count;
    }

    /// <inheritdoc/>
    public Reading<VmState> Read<TWords>(TWords words)
        where TWords : IWords, allows ref struct
    {
        var status = words.Read(vm.Status);
        if (status > (ulong)VmStatus.Dying)
        {
            return new(null, Misread.Of($"vm {index} has status {status}, which there is not", Concern.Vm(index)));
        }

        var tree = new TreeReading(map, Places, Fault);
        tree.ReadSpares(words, words.Read(vm.FirstSpare), words.Read(vm.Spares));
        if (status == (ulong)VmStatus.Active)
        {
            tree.ReadTable(words, words.Read(vm.Root), first, 0);
        }

        return tree.Flaw is not null ? new(null, tree.Flaw) : new(
            new VmState(
                (VmStatus)status,
                (int)words.Read(vm.Root),
                Given(words.Read(vm.Vmid)),
                (int)words.Read(vm.OwnedPages),
                Rows.Of(tree.Spares.Order()),
                Rows.Of(tree.Tables),
                Rows.Of(tree.Places)),
            null);
    }

    private Flaw Fault(string what, IEnumerable<Concern> about) =>
        Misread.Of($"vm {index}: {what}", about.Prepend(Concern.Vm(index)));

    private void GatherTree<TWords>(TWords words, ulong table, int level, Span<ulong> into, ref int count)
        where TWords : IWords, allows ref struct
    {
        var start = count;
        GatherPage(words, table, into, ref count);
        var end = count;
        for (var entry = start; entry < end && level < Place.PageLevel; entry++)
        {
            var bits = new EntryBits(into[entry]);
            if (bits.IsTableOrPage)
            {
                GatherTree(words, bits.Page, level + 1, into, ref count);
            }
        }
    }

    private void GatherPage<TWords>(TWords words, ulong page, Span<ulong> into, ref int count)
        where TWords : IWords, allows ref struct
    {
        for (var word = 0; word < map.Configuration.Entries && page < (ulong)map.Configuration.Pages; word++)
        {
            into[count++] = words.Read(map.Word(new PageIndex(page), new TableIndex(word)));
        }
    }
}
