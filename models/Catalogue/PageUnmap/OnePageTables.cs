using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Catalogue.Unmaps;

/// <summary>
/// Physical memory that maps one page at one IPA, at any geometry: a table a level, page by page from the root in page
/// zero, and behind them the page itself.
/// </summary>
/// <param name="geometry">The shape of the tables.</param>
/// <param name="ipa">Where the page is mapped.</param>
internal sealed class OnePageTables(Geometry geometry, Ipa ipa)
{
    public PageLayout Layout { get; } = new(geometry.Levels + 1, geometry.Levels, geometry.EntriesPerTable);

    public ulong Ipa { get; } = ipa.Value;

    /// <summary>The descriptor that maps the page.</summary>
    public ulong Leaf { get; } = Descriptor.Leaf(
        geometry, Level.Last, new PageIndex((ulong)geometry.Levels).Address, LeafAttributes.OwnedMemory).Bits;

    /// <summary>Adds the words, as the first ones of a program; answers the last-level entry and the page's first word.</summary>
    public (Address Entry, Address Page) AddTo(ConcurrentProgram program)
    {
        for (var table = 0; table < geometry.Levels; table++)
        {
            var level = new Level(geometry.First.Value + table);
            var index = geometry.IndexOf(ipa, level).Value;
            var descriptor = level.IsLast ? Leaf : Descriptor.Table(level, new PageIndex((ulong)table + 1)).Bits;
            var name = geometry.Levels == 1 ? "table" : $"table{table}";
            for (var entry = 0; entry < geometry.EntriesPerTable; entry++)
            {
                program.Word($"{name}[{entry}]", new WordMeaning(WordKind.Descriptor, table), entry == index ? descriptor : 0);
            }
        }

        for (var word = 0; word < geometry.EntriesPerTable; word++)
        {
            program.Word($"page[{word}]", new WordMeaning(WordKind.Data, geometry.Levels));
        }

        var last = (ulong)geometry.Levels - 1;
        return (Layout.Word(last, geometry.IndexOf(ipa, Level.Last).Value), Layout.Word(last + 1));
    }
}
