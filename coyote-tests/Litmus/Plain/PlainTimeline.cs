using Interlock.Semantics.Memories;

namespace Interlock.CoyoteTests.Litmus.Plain;

/// <summary>
/// The Armv8 machine without a canonical form: a write goes between any two positions that something is known of, nothing is collected,
/// and what reads have ruled out is a list.
/// </summary>
internal sealed class PlainTimeline : PlainMemory
{
    private readonly List<(int Word, double After, double Until, bool ExceptIt)> forbidden;

    public PlainTimeline(IReadOnlyList<ulong> initial, int vcpus)
        : base(initial, vcpus) => forbidden = [];

    private PlainTimeline(PlainTimeline of)
        : base(of) => forbidden = [.. of.forbidden];

    // The same order with other numbers is the same; nothing else is.
    public override void Encode(List<ulong> into)
    {
        var marks = Marks().ToList();
        ulong Rank(double position) => (ulong)marks.BinarySearch(position);
        foreach (var entry in Log.OrderBy(entry => entry.Position).ThenBy(entry => entry.Word))
        {
            into.AddRange([Rank(entry.Position), (ulong)entry.Word, entry.Value]);
        }

        foreach (var views in Vcpus)
        {
            views.Encode(Rank, into);
        }

        foreach (var (word, after, until, exceptIt) in forbidden.OrderBy(entry => (entry.Word, entry.After, entry.Until, entry.ExceptIt)))
        {
            into.AddRange([(ulong)word, Rank(after), Rank(until), exceptIt ? 1UL : 0]);
        }
    }

    protected override PlainMemory Copy() => new PlainTimeline(this);

    protected override IEnumerable<double> Places(int vcpu, Writing write, double bound)
    {
        var marks = Marks().ToList();
        for (var mark = 0; mark < marks.Count; mark++)
        {
            var position = mark + 1 < marks.Count ? (marks[mark] + marks[mark + 1]) / 2 : marks[mark] + 1;
            if (position > bound && !forbidden.Any(entry => entry.Word == write.Word && entry.After < position && position <= entry.Until))
            {
                yield return position;
            }
        }
    }

    protected override void Give(int vcpu, Writing write, double position, PlainViews.Own own)
    {
        Log.Add(new Entry(position, write.Word, write.Value));
        base.Give(vcpu, write, position, own);
    }

    protected override void Forbid(int word, double after, double until, bool exceptIt)
    {
        if (until > after && !forbidden.Contains((word, after, until, exceptIt)))
        {
            forbidden.Add((word, after, until, exceptIt));
        }
    }

    private SortedSet<double> Marks()
    {
        var known = new List<double>();
        foreach (var views in Vcpus)
        {
            views.Encode(
                position =>
                {
                    known.Add(position);
                    return 0;
                },
                []);
        }

        return new SortedSet<double>(known.Concat(Log.Select(entry => entry.Position)).Concat(forbidden.SelectMany(entry => new[] { entry.After, entry.Until })));
    }
}
