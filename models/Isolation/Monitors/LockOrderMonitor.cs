using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Reductions.Symmetries;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Monitors;

/// <summary>
/// A CPU takes the VM table's mutex before the host's lock before a VM's, and never two of a kind. It is judged by accesses to the
/// words of the locks, whatever the engine asserts.
/// </summary>
internal sealed class LockOrderMonitor : PropertyMonitor
{
    private const int VmTable = 1;
    private const int Host = 2;
    private const int Vm = 4;
    [Stateless("Filled while it is made.")]
    private readonly Dictionary<Address, int> ranks = [];
    [Stateless("Filled while it is made.")]
    private readonly HashSet<Address> serving = [];
    private readonly Address mutex;

    public LockOrderMonitor(MemoryMap map)
    {
        mutex = map.VmTableMutex;
        ranks[mutex] = VmTable;
        Ticket(map.HostLock, Host);
        for (var vm = 0; vm < map.Configuration.Vms; vm++)
        {
            Ticket(map.Vm(new VmIndex(vm)).Lock, Vm);
        }

        StateWords = map.Configuration.Cpus;
        Watched = [.. ranks.Keys];
    }

    /// <inheritdoc/>
    public override string Property => "lock-order";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } = [new("lock-order", "a CPU that takes a lock while it holds another one")];

    /// <summary>At a CPU's access it touches that CPU's state only.</summary>
    public override bool CommutesUnderLocks => true;

    /// <inheritdoc/>
    public override bool WatchesLoads => false;

    /// <summary>For each CPU, the ranks that it holds or waits for.</summary>
    public override int StateWords { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Address> Watched { get; }

    /// <inheritdoc/>
    public override bool IsRenamable(ReadOnlySpan<ulong> words) => true;

    /// <inheritdoc/>
    public override void Rename(Symmetry symmetry, int renaming, Memory image, Span<ulong> words)
    {
        if (words.ContainsAnyExcept(0UL))
        {
            var before = words.ToArray();
            for (var cpu = 0; cpu < before.Length; cpu++)
            {
                words[symmetry.VcpuOf(renaming, cpu)] = before[cpu];
            }
        }
    }

    /// <inheritdoc/>
    public override void OnAccess(Observation step, int vcpu, Operation operation)
    {
        var rank = (ulong)ranks[operation.Address];
        if (IsRelease(operation))
        {
            step[vcpu] &= ~rank;
        }
        else if (IsAttempt(operation))
        {
            if (step[vcpu] != 0)
            {
                step.Try(0, vcpu);
            }

            if (step[vcpu] >= rank)
            {
                step.Violate(
                    $"vcpu{vcpu} takes a lock of rank {rank} while it holds {step[vcpu]}",
                    new LocksOutOfOrder(vcpu, operation.Address, (int)rank, (int)step[vcpu]));
            }

            // A ticket is as good as the lock; a word is taken if it was free.
            if (operation.Kind == OperationKind.FetchAdd || step.ReadBefore(operation.Address) == 0)
            {
                step[vcpu] |= rank;
            }
        }
    }

    // A ticket is drawn by adding, and given up by a store; the mutex and the specification's lock are taken by comparing, the
    // mutex by an exchange too, and given up by an exchange or a store of zero.
    private bool IsRelease(Operation operation) =>
        serving.Contains(operation.Address) ? operation.Kind == OperationKind.Store
        : operation.Kind is OperationKind.Exchange or OperationKind.Store && operation.Operand == 0;

    private bool IsAttempt(Operation operation) =>
        operation.Kind is OperationKind.FetchAdd or OperationKind.CompareExchange
        || (operation.Address == mutex && operation.Kind == OperationKind.Exchange);

    private void Ticket(Address first, int rank)
    {
        var second = new Address(first.Index + 1);
        ranks[first] = ranks[second] = rank;
        serving.Add(second);
    }
}

/// <summary>A vCPU takes a lock that it must have taken before those that it holds.</summary>
/// <param name="Vcpu">The vCPU.</param>
/// <param name="Word">The word by which it takes the lock.</param>
/// <param name="Rank">The rank of the lock, a bit.</param>
/// <param name="Held">The ranks that the vCPU holds or waits for, a bit each.</param>
public sealed record LocksOutOfOrder(int Vcpu, Address Word, int Rank, int Held) : Evidence;
