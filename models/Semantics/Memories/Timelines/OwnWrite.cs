namespace Interlock.Semantics.Memories.Timelines;

/// <summary>A vCPU's own latest write to a word, from which its reads may be forwarded.</summary>
/// <param name="Position">Where it is; 0 if there is none that counts.</param>
/// <param name="Depended">What its address and its value depended on: a forwarded read has seen no more.</param>
/// <param name="Carried">The same, and of an atomic that computes, what it read: what depends on a forwarded read depends on that.</param>
/// <param name="Atomic">Of an atomic or a store exclusive, what its read has seen: a forwarded acquire comes after that.</param>
internal readonly record struct OwnWrite(int Position, int Depended, Seen Carried, Seen Atomic)
{
    /// <summary>With every position changed.</summary>
    public OwnWrite Map(Func<int, int> position) => new(position(Position), position(Depended), Carried.Map(position), Atomic.Map(position));
}
