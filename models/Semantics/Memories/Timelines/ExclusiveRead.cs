namespace Interlock.Semantics.Memories.Timelines;

/// <summary>A load exclusive.</summary>
/// <param name="IsOpen">Whether a store exclusive may follow.</param>
/// <param name="Word">The word.</param>
/// <param name="Position">The position of the message that it read.</param>
/// <param name="Read">What it has seen.</param>
/// <param name="IsFree">
/// Whether the vCPU has written the word since: then other writes may come in between (the exception of the Arm model's atomicity).
/// </param>
internal readonly record struct ExclusiveRead(bool IsOpen, int Word, int Position, Seen Read, bool IsFree);
