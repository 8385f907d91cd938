using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Specifications.Abstractions;

/// <summary>Reads the tables of one VM, and keeps the first flaw that it meets.</summary>
/// <param name="map">Where everything is.</param>
/// <param name="places">Pages of IPA space that are looked at; beyond them nothing may be mapped.</param>
/// <param name="fault">Says whose tables they are, of a sentence and the things that it is about.</param>
internal sealed class TreeReading(MemoryMap map, int places, Func<string, IEnumerable<Concern>, Flaw> fault)
{
    private readonly Place[] read = new Place[places];
    private readonly HashSet<ulong> met = [];

    /// <summary>The first flaw; null if there is none.</summary>
    public Flaw? Flaw { get; private set; }

    /// <summary>The spare tables, in the order of their list.</summary>
    public List<int> Spares { get; } = [];

    /// <summary>The tables below the root.</summary>
    public List<TreeTable> Tables { get; } = [];

    /// <summary>Every page of IPA space.</summary>
    public IReadOnlyList<Place> Places => read;

    /// <summary>Reads the list of spare tables: each points to the next with its first word, and holds nothing else.</summary>
    public void ReadSpares<TWords>(TWords words, ulong next, ulong count)
        where TWords : IWords, allows ref struct
    {
        for (; next != 0; next = words.Read(Word(next - 1, 0)) >> 1)
        {
            if (!Meet(next - 1, "a spare table"))
            {
                return;
            }

            Spares.Add((int)(next - 1));
            for (var word = 0; word < map.Configuration.Entries; word++)
            {
                var held = words.Read(Word(next - 1, word));
                if (word == 0 ? (held & 1) != 0 : held != 0)
                {
                    Object($"the spare table in page {next - 1} holds 0x{held:x}", Concern.Page((int)(next - 1)), Concern.Value(held));
                }
            }
        }

        if (count != (ulong)Spares.Count)
        {
            Object($"{count} spare tables are counted, and {Spares.Count} are in the list");
        }
    }

    /// <summary>Reads a table and those below it.</summary>
    public void ReadTable<TWords>(TWords words, ulong table, int level, long ipa)
        where TWords : IWords, allows ref struct
    {
        if (!Meet(table, $"a table of level {level}"))
        {
            return;
        }

        var span = (int)(map.Configuration.Guest.Span(new Level(level)) / PageIndex.PageSize);
        for (var index = 0; index < map.Configuration.Entries; index++, ipa += span)
        {
            var entry = new EntryBits(words.Read(Word(table, index)));
            if (ipa >= places && entry.Bits != 0)
            {
                Object(
                    $"the entry 0x{entry.Bits:x} of level {level} is for page {ipa} of IPA space, which no call names",
                    Concern.Value(entry.Bits));
            }
            else if (entry.IsTableOrPage && level < Place.PageLevel)
            {
                if (!entry.IsPlainTable)
                {
                    Object($"the entry 0x{entry.Bits:x} of level {level} is not well-formed", Concern.Value(entry.Bits));
                }

                Tables.Add(new TreeTable(level + 1, (int)ipa, (int)entry.Page));
                ReadTable(words, entry.Page, level + 1, ipa);
            }
            else if (entry.IsInvalid)
            {
                if (entry.Bits != 0)
                {
                    Object($"the entry 0x{entry.Bits:x} of level {level} maps nothing and is not zero", Concern.Value(entry.Bits));
                }
            }
            else
            {
                ReadLeaf(entry, level, (int)ipa, span);
            }
        }
    }

    private void ReadLeaf(EntryBits entry, int level, int ipa, int span)
    {
        var isLeaf = level == Place.PageLevel ? entry.IsTableOrPage : !entry.IsTableOrPage && level > 0;
        var isAligned = entry.Page % (ulong)span == 0;
        var isMemory = entry.Page + (ulong)span <= (ulong)map.Configuration.Pages;
        if (!isLeaf || !entry.IsPlainLeaf || !isAligned || !isMemory || ipa + span > read.Length)
        {
            Object(
                $"the leaf 0x{entry.Bits:x} of level {level} at page {ipa} of IPA space is not well-formed or beyond memory",
                Concern.Value(entry.Bits));
            return;
        }

        for (var page = 0; page < span; page++)
        {
            read[ipa + page] = new Place(entry.State, (int)entry.Page + page, entry.IsWritable, level);
        }
    }

    private bool Meet(ulong page, string what)
    {
        var isMemory = page < (ulong)map.Configuration.Pages;
        if (isMemory && met.Add(page))
        {
            return true;
        }

        Object(
            $"{what} is in page {page}, {(isMemory ? "in which there is another one already" : "which is no memory")}",
            Concern.Page((int)page));
        return false;
    }

    private void Object(string flaw, params IEnumerable<Concern> about) => Flaw ??= fault(flaw, about);

    private Interlock.Sync.Address Word(ulong page, int word) => map.Word(new PageIndex(page), new TableIndex(word));
}
