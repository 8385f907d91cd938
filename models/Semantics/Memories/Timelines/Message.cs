namespace Interlock.Semantics.Memories.Timelines;

/// <summary>A write in the timeline.</summary>
/// <param name="Word">The word.</param>
/// <param name="Value">The value.</param>
/// <param name="Horizon">The position up to which no other write of the word may come after it: it has been read that late.</param>
/// <param name="HasWord">Whether there is a write; if not, the slot only keeps two views apart.</param>
internal readonly record struct Message(int Word, ulong Value, int Horizon, bool HasWord = false);
