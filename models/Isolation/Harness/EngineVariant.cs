using Interlock.Engine;
using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Sync;

namespace Interlock.Isolation.Harness;

/// <summary>How an engine differs from the production engine; what is null is as in production.</summary>
/// <param name="Engine">Makes the engine, of its memory and its locks.</param>
/// <param name="Locks">Makes the locks, in the words of the production locks.</param>
/// <param name="Dropped">The operation of the source that becomes a no-op.</param>
public sealed record EngineVariant(
    Func<MemoryMap, ILocks, IsolationEngine>? Engine = null,
    Func<MemoryMap, ILocks>? Locks = null,
    Site? Dropped = null);
