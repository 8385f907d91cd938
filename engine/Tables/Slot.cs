using Interlock.Engine.Stage2;
using Interlock.Sync;

namespace Interlock.Engine.Tables;

/// <summary>Where a walk for an IPA ends: at the entry that maps it, or at the one that maps nothing.</summary>
/// <param name="Word">The entry's word.</param>
/// <param name="Entry">Its entry, which is not a table.</param>
public readonly record struct Slot(Address Word, Descriptor Entry);
