namespace Interlock.Semantics.Memories.Timelines;

/// <summary>A write in the timeline.</summary>
/// <param name="Word">The word.</param>
/// <param name="Value">The value.</param>
/// <param name="Horizon">The position up to which no other write of the word may come after it: it has been read that late.</param>
/// <param name="HasWord">Whether there is a write; if not, the slot only keeps two views apart.</param>
/// <param name="By">Which step wrote it, for a reader: two messages that differ in that only can go on alike.</param>
internal readonly record struct Message(int Word, ulong Value, int Horizon, bool HasWord, Origin By);
