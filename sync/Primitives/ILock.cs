using Interlock.Sync.Stepping;

namespace Interlock.Sync.Primitives;

/// <summary>A lock that one vCPU holds at a time.</summary>
public interface ILock
{
    /// <summary>Returns once this vCPU holds the lock.</summary>
    /// <returns>The token for <see cref="Release"/>.</returns>
    Step<ulong> Acquire(Cpu cpu);

    /// <summary>Releases the lock. Only its holder may call this.</summary>
    /// <param name="cpu">The holder.</param>
    /// <param name="token">The token that <see cref="Acquire"/> returned.</param>
    Step Release(Cpu cpu, ulong token);
}
