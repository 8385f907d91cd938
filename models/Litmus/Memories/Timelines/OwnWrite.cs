namespace Interlock.Litmus.Memories.Timelines;

/// <summary>A vCPU's own latest write to a word.</summary>
/// <param name="Position">Where it is; 0 if there is none that counts.</param>
/// <param name="View">What the address and the value depended on: a forwarded read has seen no more.</param>
/// <param name="IsAtomic">Whether it was made by an exclusive or an atomic: an acquire does not read it by forwarding.</param>
internal readonly record struct OwnWrite(int Position, int View, bool IsAtomic);
