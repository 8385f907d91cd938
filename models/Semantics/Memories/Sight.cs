using System.Collections.Immutable;

namespace Interlock.Semantics.Memories;

/// <summary>A write as a vCPU sees it.</summary>
/// <param name="Value">What was written.</param>
/// <param name="By">By which step.</param>
/// <param name="Newer">The steps that wrote what is newer in memory's order.</param>
internal readonly record struct Sight(ulong Value, Origin By, ImmutableArray<Origin> Newer);
