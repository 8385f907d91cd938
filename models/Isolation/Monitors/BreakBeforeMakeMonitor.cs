using Interlock.Engine.Platform;
using Interlock.Isolation.Symmetries;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Reductions.Symmetries;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Isolation.Monitors;

/// <summary>
/// The break-before-make sequence, as an automaton for each entry of a table (DDI 0487 D8.16.1 and D8.17): an entry that was valid, and
/// that a TLB may hold, becomes valid with another meaning only after it was made invalid, DSB, TLBI of stage 2, DSB, TLBI of stage 1
/// (or one of both), DSB, all by the CPU that made it invalid. The architecture lets another CPU invalidate that has seen the write;
/// no engine here does so.
/// </summary>
internal sealed class BreakBeforeMakeMonitor(MemoryMap map, StageTwoTranslation translation) : PropertyMonitor
{
    private const ulong Valid = 1;
    private const ulong MeaningMask = 0x0000_FFFF_FFFF_F000 | (0b11UL << 8) | (0b1111UL << 2) | 0b11;

    /// <inheritdoc/>
    public override string Property => "break-before-make";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } = [new("break-before-make", "an entry that a TLB may hold and that is changed")];

    /// <summary>For each entry, an <see cref="UncleanEntry"/>; zero if it is clean.</summary>
    public override int StateWords => Entries;

    /// <inheritdoc/>
    public override bool WatchesLoads => false;

    /// <inheritdoc/>
    public override bool WatchesMaintenance => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Address> Watched { get; } =
        [.. Enumerable.Range(0, map.AllPages * map.Configuration.Entries).Select(word => new Address(word))];

    private int Entries => map.AllPages * map.Configuration.Entries;

    /// <inheritdoc/>
    public override bool IsRenamable(ReadOnlySpan<ulong> words) => true;

    /// <inheritdoc/>
    public override void Rename(Symmetry symmetry, int renaming, Memory image, Span<ulong> words)
    {
        if (!words.ContainsAnyExcept(0UL))
        {
            return;
        }

        var exchange = ((ExchangeSymmetry)symmetry)[renaming];
        var before = words.ToArray();
        for (var word = 0; word < Entries; word++)
        {
            words[symmetry.WordOf(renaming, new Address(word)).Index] = new UncleanEntry(before[word]).Renamed(exchange).Word;
        }
    }

    /// <inheritdoc/>
    public override void OnAccess(Observation step, int vcpu, Operation operation)
    {
        var (word, before) = (operation.Address, step.ReadBefore(operation.Address));
        var after = step.Read(word);
        if (before == after)
        {
            return;
        }

        var unclean = new UncleanEntry(step[word.Index]);
        if ((after & Valid) == 0)
        {
            step[word.Index] = unclean.IsClean ? Broken(step, vcpu, word, before) : unclean.Word;
            if (step[word.Index] != 0)
            {
                step.Try(0, vcpu);
            }
        }
        else if (!unclean.IsClean && IsInTable(step, word))
        {
            step.Violate(
                $"an entry at {word.Index} is made valid before it is clean: {unclean}",
                new EntryRemade(word, unclean.Missing, before, after));
        }
        else if ((before & Valid) != 0 && ((before ^ after) & MeaningMask) != 0 && IsInTable(step, word)
            && CachedEntry(step, word) is not null)
        {
            step.Violate(
                $"a valid entry at {word.Index} gets another meaning without a break: 0x{before:x}, then 0x{after:x}",
                new EntryRemade(word, MissingMaintenance.Break, before, after));
        }
    }

    /// <inheritdoc/>
    public override void OnMaintenance(Observation step, int vcpu, Operation operation)
    {
        var vmid = StageTwoTranslation.Vttbr(step.MemoryBefore, vcpu) >> 48;
        for (var word = 0; word < Entries; word++)
        {
            var unclean = new UncleanEntry(step[word]);
            if (!unclean.IsClean && unclean.Cpu == vcpu)
            {
                step[word] = unclean.After(operation, vmid).Word;
            }
        }
    }

    private bool IsInTable(Observation step, Address word) =>
        new EngineView(map, step.MemoryBefore).IsTable((ulong)word.Index / (ulong)map.Configuration.Entries);

    // What no TLB can hold need not be cleaned.
    private ulong Broken(Observation step, int vcpu, Address word, ulong before) =>
        (before & Valid) != 0 && CachedEntry(step, word) is { } cached
            ? UncleanEntry.Broken(vcpu, cached.Vmid, cached.IpaPage, cached.Form == TlbForm.Walk).Word
            : 0;

    private TlbEntry? CachedEntry(Observation step, Address word)
    {
        for (var cpu = 0; cpu < map.Configuration.Cpus; cpu++)
        {
            foreach (ref readonly var entry in translation.Held(step.MemoryBefore, cpu).Entries)
            {
                if (entry.Source == word.Index)
                {
                    return entry;
                }
            }
        }

        return null;
    }
}

/// <summary>An entry of a table became valid with another meaning, and a part of break-before-make is missing.</summary>
/// <param name="Word">The word of the entry.</param>
/// <param name="Missing">The first part that is missing.</param>
/// <param name="Before">The value of the word before.</param>
/// <param name="After">The value of the word now.</param>
public sealed record EntryRemade(Address Word, MissingMaintenance Missing, ulong Before, ulong After) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns =>
        Missing == MissingMaintenance.Break ? [Concern.Value(Before), Concern.Value(After)] : [];
}
