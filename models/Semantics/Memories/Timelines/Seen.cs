namespace Interlock.Semantics.Memories.Timelines;

/// <summary>What a read has seen, as positions in the timeline.</summary>
/// <param name="View">What is ordered after the read comes after this.</param>
/// <param name="Pick">
/// What is ordered after the read and is a write comes after this: the read's value was written by its own vCPU, and picked by a result
/// that has been seen so late (Arm ARM B2.3, pick-ordered-before). Never less than <paramref name="View"/>.
/// </param>
internal readonly record struct Seen(int View, int Pick)
{
    /// <summary>The later of two, each by itself.</summary>
    public Seen Join(Seen other) => new(Math.Max(View, other.View), Math.Max(Pick, other.Pick));

    /// <summary>With every position changed.</summary>
    public Seen Map(Func<int, int> position) => new(position(View), position(Pick));
}
