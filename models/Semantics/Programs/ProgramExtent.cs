using Interlock.Semantics.Reductions.Symmetries;
using Interlock.Sync;

namespace Interlock.Semantics.Programs;

/// <summary>How much a program says, so that it is noticed if something is added later.</summary>
/// <param name="Words">How many words it has.</param>
/// <param name="Vcpus">How many vCPUs.</param>
/// <param name="Monitors">How many monitors watch.</param>
/// <param name="Demands">How many demands it makes, of states, of ends and of fair executions.</param>
/// <param name="Witnesses">How many witnesses must be seen.</param>
/// <param name="RequiresProgress">Whether progress is demanded.</param>
/// <param name="Licences">What the environment may do.</param>
/// <param name="Dropped">The operation without effect.</param>
/// <param name="Weakened">The operations with another order than they name.</param>
/// <param name="Symmetry">The names that can be exchanged.</param>
internal sealed record ProgramExtent(
    int Words,
    int Vcpus,
    int Monitors,
    int Demands,
    int Witnesses,
    bool RequiresProgress,
    Licences Licences,
    Site? Dropped,
    IReadOnlyDictionary<Site, MemoryOrder>? Weakened,
    Symmetry? Symmetry);
