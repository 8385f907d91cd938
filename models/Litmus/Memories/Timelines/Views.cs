namespace Interlock.Litmus.Memories.Timelines;

/// <summary>
/// What one vCPU has seen, as positions in the timeline: 0 for nothing beyond the base. A view is a bound: what the vCPU does next
/// comes after it. Names follow Promising-Arm (Pulte et al., PLDI 2019).
/// </summary>
internal sealed class Views
{
    public Views(int words) => (Coherence, Own, Results) = (new int[words], new OwnWrite[words], []);

    private Views(Views of)
    {
        (Current, CurrentWrites, Reads, Writes, Released, Captured) =
            (of.Current, of.CurrentWrites, of.Reads, of.Writes, of.Released, of.Captured);
        (Coherence, Own, Results) = ([.. of.Coherence], [.. of.Own], new SortedDictionary<int, int>(of.Results));
        (Exclusive, HasEnded) = (of.Exclusive, of.HasEnded);
    }

    /// <summary>All later accesses come after it.</summary>
    public int Current;

    /// <summary>All later writes come after it.</summary>
    public int CurrentWrites;

    /// <summary>The latest of what its reads have seen.</summary>
    public int Reads;

    /// <summary>The latest of its own writes.</summary>
    public int Writes;

    /// <summary>Its latest release write.</summary>
    public int Released;

    /// <summary>What addresses and branches have depended on: no later write comes before it.</summary>
    public int Captured;

    /// <summary>Per word the position of the latest message that it has read or written: it never goes back.</summary>
    public readonly int[] Coherence;

    /// <summary>Per word its own latest write.</summary>
    public readonly OwnWrite[] Own;

    /// <summary>The views of results of reads that something may still depend on.</summary>
    public readonly SortedDictionary<int, int> Results;

    /// <summary>The read of an open exclusive pair.</summary>
    public ExclusiveRead Exclusive;

    /// <summary>Whether its code has ended.</summary>
    public bool HasEnded;

    public Views Copy() => new(this);

    /// <summary>The latest of the views of some results.</summary>
    /// <param name="results">A bit a result.</param>
    public int Of(ulong results)
    {
        var view = 0;
        foreach (var (result, seen) in Results)
        {
            view = (results >> result & 1) != 0 ? Math.Max(view, seen) : view;
        }

        return view;
    }

    /// <summary>A branch has depended on some results.</summary>
    public void Capture(ulong results) => Captured = Math.Max(Captured, Of(results));

    /// <summary>Changes every position.</summary>
    public void Map(Func<int, int> position)
    {
        Current = position(Current);
        CurrentWrites = position(CurrentWrites);
        Reads = position(Reads);
        Writes = position(Writes);
        Released = position(Released);
        Captured = position(Captured);
        for (var word = 0; word < Coherence.Length; word++)
        {
            Coherence[word] = position(Coherence[word]);
            Own[word] = Own[word] with { Position = position(Own[word].Position), View = position(Own[word].View) };
        }

        foreach (var result in Results.Keys.ToArray())
        {
            Results[result] = position(Results[result]);
        }

        Exclusive = Exclusive with { Position = position(Exclusive.Position), View = position(Exclusive.View) };
    }

    /// <summary>Appends all there is to it.</summary>
    public void Encode(List<ulong> into)
    {
        into.Add(Pack(Current, CurrentWrites, Reads, Writes));
        into.Add(Pack(Released, Captured, HasEnded ? 1 : 0, Exclusive.IsOpen ? 1 + Exclusive.Word : 0));
        into.Add(Pack(Exclusive.Position, Exclusive.View, 0, 0));
        for (var word = 0; word < Own.Length; word++)
        {
            into.Add(Pack(Coherence[word], Own[word].Position, Own[word].View, Own[word].IsAtomic ? 1 : 0));
        }

        foreach (var (result, view) in Results)
        {
            into.Add(Pack(result, view, 0, 0));
        }

        into.Add(ulong.MaxValue);
    }

    private static ulong Pack(int first, int second, int third, int fourth) =>
        ((ulong)(uint)first << 48) | ((ulong)(uint)second << 32) | ((ulong)(uint)third << 16) | (uint)fourth;
}
