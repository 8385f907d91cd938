using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Locks;

/// <summary>A lock to contend for: the production one, a mutant or a benign variant.</summary>
/// <param name="Lock">The lock.</param>
internal sealed record LockCandidate(ILock Lock)
{
    /// <summary>The word that its tickets are drawn from; for locks with tickets.</summary>
    public Address Next { get; init; }

    /// <summary>The part of that word that changes when a ticket is drawn; null for all of it.</summary>
    public Func<ulong, ulong>? TicketOf { get; init; }

    /// <summary>What a vCPU does with it, given a counter and a number of rounds; null for what the scenario does.</summary>
    public Func<Cpu, ILock, Address, int, Step>? Client { get; init; }
}
