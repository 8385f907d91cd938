using Interlock.Sync;

namespace Interlock.Semantics.Reductions.LockRegions;

/// <summary>A program's declaration of the accesses to one of its words.</summary>
internal abstract record WordRule
{
    /// <summary>The word is a lock: 0 if it is free, the holder's index plus one otherwise.</summary>
    /// <param name="Rank">Its rank in the lock order; zero if it has none.</param>
    public sealed record Lock(int Rank) : WordRule;

    /// <summary>Only one vCPU accesses the word.</summary>
    /// <param name="Vcpu">The index of the vCPU.</param>
    public sealed record Private(int Vcpu) : WordRule;

    /// <summary>The word is written under all of some locks, and read under one of them.</summary>
    /// <param name="Locks">The locks; at least one.</param>
    /// <param name="IsWalked">Whether hardware may read the word at any time.</param>
    /// <param name="While">The condition under which the rule applies; null for always.</param>
    public sealed record Guarded(Address[] Locks, bool IsWalked, Condition? While = null) : WordRule;

    /// <summary>A condition on the value of a guarded word.</summary>
    /// <param name="Word">The word.</param>
    /// <param name="Holds">Whether a value satisfies it.</param>
    public sealed record Condition(Address Word, Func<ulong, bool> Holds);
}
