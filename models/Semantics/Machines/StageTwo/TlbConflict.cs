using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>Two translations of one IPA page that a vCPU may hold at once and that contradict each other; see <see cref="TlbConflicts"/>.</summary>
/// <param name="One">One of them.</param>
/// <param name="Other">The other.</param>
/// <param name="OfContents">
/// The pages, if all that is wrong is that they are two and neither can be written: then it is a conflict only where they hold different
/// words.
/// </param>
internal readonly record struct TlbConflict(TlbEntry One, TlbEntry Other, (ulong One, ulong Other)? OfContents)
{
    /// <summary>Those of an IPA page; both forms that hold whole translations are looked up, each by itself.</summary>
    public static TlbConflict[] Of(PageLayout layout, IReadOnlyList<TlbEntry> entries, ulong ipaPage)
    {
        var conflicts = new List<TlbConflict>();
        for (var first = 0; first < entries.Count; first++)
        {
            for (var second = first + 1; second < entries.Count; second++)
            {
                var (one, other) = (entries[first], entries[second]);
                if (one.Form != other.Form)
                {
                    continue;
                }

                var pages = (PageOf(one, ipaPage), PageOf(other, ipaPage));
                if (HardwareDescriptor.HasOtherShape(one.Descriptor, other.Descriptor) || one.Level != other.Level)
                {
                    conflicts.Add(new TlbConflict(one, other, null));
                }
                else if (pages.Item1 != pages.Item2)
                {
                    var isReadOnly = !HardwareDescriptor.IsWritable(one.Descriptor) && !HardwareDescriptor.IsWritable(other.Descriptor)
                        && layout.Has(pages.Item1) && layout.Has(pages.Item2);
                    conflicts.Add(new TlbConflict(one, other, isReadOnly ? pages : null));
                }
            }
        }

        return [.. conflicts];
    }

    /// <summary>Whether it is one in a state.</summary>
    public bool Is(PageLayout layout, Memory memory)
    {
        if (OfContents is not { } pages)
        {
            return true;
        }

        for (var word = 0; word < layout.Entries; word++)
        {
            if (memory[layout.Word(pages.One, word)] != memory[layout.Word(pages.Other, word)])
            {
                return true;
            }
        }

        return false;
    }

    private static ulong PageOf(TlbEntry entry, ulong ipaPage) => PageLayout.PageOf(entry.Descriptor) + ipaPage - entry.IpaPage;
}

/// <summary>Two translations that contradict each other, of which an access may use either.</summary>
/// <param name="One">One of them.</param>
/// <param name="Other">The other.</param>
public sealed record ConflictingEntries(TlbEntry One, TlbEntry Other) : Evidence;
