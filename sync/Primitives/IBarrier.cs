using Interlock.Sync.Stepping;

namespace Interlock.Sync.Primitives;

/// <summary>A rendezvous: no party leaves before every party has arrived.</summary>
public interface IBarrier
{
    /// <summary>Returns once every party has arrived as often as the caller. The barrier can be reused at once.</summary>
    Step Arrive(Cpu cpu);
}
