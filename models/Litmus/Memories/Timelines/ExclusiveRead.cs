namespace Interlock.Litmus.Memories.Timelines;

/// <summary>A load exclusive.</summary>
/// <param name="IsOpen">Whether a store exclusive may follow.</param>
/// <param name="Word">The word.</param>
/// <param name="Position">The position of the message that it read.</param>
/// <param name="View">What it has seen.</param>
internal readonly record struct ExclusiveRead(bool IsOpen, int Word, int Position, int View);
