using Interlock.Engine.Addresses;

namespace Interlock.Engine.Locks;

/// <summary>A lock that this CPU holds: what it takes to release it, and to take the next one in order. The default is no lock.</summary>
/// <param name="Rank">The rank of the lock.</param>
/// <param name="Vm">Whose, if it is a VM's.</param>
/// <param name="Token">The token that the lock gave its holder.</param>
public readonly record struct Held(LockRank Rank, VmIndex Vm, ulong Token)
{
    /// <summary>Nothing is held: the outermost lock is taken from here.</summary>
    public static Held Nothing => default;
}
