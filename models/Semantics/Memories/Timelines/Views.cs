namespace Interlock.Semantics.Memories.Timelines;

/// <summary>
/// What one vCPU has seen, as positions in the timeline: 0 for nothing beyond the base. A view is a bound: what the vCPU does next
/// comes after it. Names follow Promising-Arm (Pulte et al., PLDI 2019).
/// </summary>
internal sealed class Views
{
    public Views(int words) => (Coherence, Own, Results) = (new int[words], new OwnWrite[words], []);

    private Views(Views of)
    {
        (Current, CurrentWrites, Reads, Discarded, Writes, Released, Captured) =
            (of.Current, of.CurrentWrites, of.Reads, of.Discarded, of.Writes, of.Released, of.Captured);
        (Coherence, Own, Results) = ([.. of.Coherence], [.. of.Own], new SortedDictionary<int, Seen>(of.Results));
        (Exclusive, HasEnded, Completed, Event) = (of.Exclusive, of.HasEnded, of.Completed, of.Event);
    }

    /// <summary>All later accesses come after it.</summary>
    public int Current;

    /// <summary>All later writes come after it.</summary>
    public int CurrentWrites;

    /// <summary>The latest of what its reads have seen, but for atomics without a result.</summary>
    public Seen Reads;

    /// <summary>The latest of what reads of atomics without a result have seen.</summary>
    public Seen Discarded;

    /// <summary>The latest of its own writes.</summary>
    public int Writes;

    /// <summary>Its latest release write.</summary>
    public int Released;

    /// <summary>What addresses and branches have depended on: no later write comes before it.</summary>
    public int Captured;

    /// <summary>
    /// What its DSBs have waited for: an event that it sends comes after that, and after nothing else (Arm ARM B2.3.12, D1.6).
    /// </summary>
    public int Completed;

    /// <summary>
    /// What was complete when the events were sent that its event register holds: a WFE that consumes them comes after it.
    /// </summary>
    public int Event;

    /// <summary>Per word the position of the latest message that it has read or written: it never goes back.</summary>
    public readonly int[] Coherence;

    /// <summary>Per word its own latest write.</summary>
    public readonly OwnWrite[] Own;

    /// <summary>The views of results of reads that something may still depend on.</summary>
    public readonly SortedDictionary<int, Seen> Results;

    /// <summary>The read of an open exclusive pair.</summary>
    public ExclusiveRead Exclusive;

    /// <summary>Whether its code has ended.</summary>
    public bool HasEnded;

    public Views Copy() => new(this);

    /// <summary>The latest of the views of some results.</summary>
    /// <param name="results">A bit a result.</param>
    public Seen Of(ulong results)
    {
        var seen = default(Seen);
        foreach (var (result, own) in Results)
        {
            seen = (results >> result & 1) != 0 ? seen.Join(own) : seen;
        }

        return seen;
    }

    /// <summary>Everything later comes after a position.</summary>
    public void Raise(int position) => Current = Math.Max(Current, position);

    /// <summary>Everything later comes after a read.</summary>
    public void Raise(Seen read)
    {
        Current = Math.Max(Current, read.View);
        CurrentWrites = Math.Max(CurrentWrites, read.Pick);
    }

    /// <summary>A branch or an address has depended on some results.</summary>
    public void Capture(ulong results) => Captured = Math.Max(Captured, Of(results).Pick);

    /// <summary>Forgets all results but some, a bit each.</summary>
    public void Keep(ulong results)
    {
        foreach (var result in Results.Keys.Where(result => (results >> result & 1) == 0).ToArray())
        {
            Results.Remove(result);
        }
    }

    /// <summary>Changes every position.</summary>
    public void Map(Func<int, int> position)
    {
        Current = position(Current);
        CurrentWrites = position(CurrentWrites);
        Reads = Reads.Map(position);
        Discarded = Discarded.Map(position);
        Writes = position(Writes);
        Released = position(Released);
        Captured = position(Captured);
        Completed = position(Completed);
        Event = position(Event);
        for (var word = 0; word < Coherence.Length; word++)
        {
            Coherence[word] = position(Coherence[word]);
            Own[word] = Own[word].Map(position);
        }

        foreach (var result in Results.Keys.ToArray())
        {
            Results[result] = Results[result].Map(position);
        }

        Exclusive = Exclusive with { Position = position(Exclusive.Position), Read = Exclusive.Read.Map(position) };
    }

    /// <summary>Every view that bounds something.</summary>
    public IEnumerable<int> Bounds()
    {
        int[] own =
        [
            Current, CurrentWrites, Reads.View, Reads.Pick, Discarded.View, Discarded.Pick, Writes, Released, Captured, Completed, Event,
        ];
        return own
            .Concat(Own.SelectMany(write => new[]
            {
                write.Depended, write.Carried.View, write.Carried.Pick, write.Atomic.View, write.Atomic.Pick,
            }))
            .Concat(Results.Values.SelectMany(result => new[] { result.View, result.Pick }))
            .Append(Exclusive.Read.View)
            .Append(Exclusive.Read.Pick);
    }

    /// <summary>Appends all there is to it.</summary>
    public void Encode(List<ulong> into)
    {
        into.Add(Pack(Current, CurrentWrites, Reads.View, Reads.Pick));
        into.Add(Pack(Released, Captured, (HasEnded ? 1 : 0) | (Exclusive.IsFree ? 2 : 0), Exclusive.IsOpen ? 1 + Exclusive.Word : 0));
        into.Add(Pack(Exclusive.Position, Exclusive.Read.View, Exclusive.Read.Pick, Writes));
        into.Add(Pack(Discarded.View, Discarded.Pick, Completed, Event));
        for (var word = 0; word < Own.Length; word++)
        {
            into.Add(Pack(Coherence[word], Own[word].Position, Own[word].Depended, Own[word].Atomic.View));
            into.Add(Pack(Own[word].Carried.View, Own[word].Carried.Pick, Own[word].Atomic.Pick, 0));
        }

        foreach (var (result, seen) in Results)
        {
            into.Add(Pack(result, seen.View, seen.Pick, 0));
        }

        into.Add(ulong.MaxValue);
    }

    private static ulong Pack(int first, int second, int third, int fourth) =>
        ((ulong)(uint)first << 48) | ((ulong)(uint)second << 32) | ((ulong)(uint)third << 16) | (uint)fourth;
}
