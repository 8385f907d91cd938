using Interlock.Sync.Stepping;

namespace Interlock.Sync.Primitives;

/// <summary>A meeting point: nobody leaves it before everybody has arrived.</summary>
public interface IBarrier
{
    /// <summary>Returns once every party has arrived as often as the caller. The barrier can be used again at once.</summary>
    Step Arrive(Cpu cpu);
}
