using System.Runtime.CompilerServices;
using Interlock.Sync.Stepping;

namespace Interlock.Sync;

/// <summary>
/// What a <see cref="Cpu"/> returns for an operation. Awaiting it performs the operation: on real threads it is
/// already complete; under the explorer the vCPU is suspended until the machine has taken the step.
/// </summary>
public readonly struct Access
{
    private readonly ulong value;
    private readonly Operation? pending;

    private Access(ulong value, Operation? pending)
    {
        this.value = value;
        this.pending = pending;
    }

    /// <summary>An operation that has been performed.</summary>
    /// <param name="value">Its result; zero where it has none.</param>
    public static Access Completed(ulong value) => new(value, null);

    /// <summary>An operation that the machine has yet to perform.</summary>
    /// <param name="operation">The operation.</param>
    public static Access Pending(Operation operation)
    {
        Execution.Running.Issue(operation);
        return new Access(0, operation);
    }

    /// <summary>Makes this awaitable.</summary>
    public Awaiter GetAwaiter() => new(this);

    /// <summary>The compiler's view of a pending operation.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion, ISteppedAwaiter
    {
        private readonly Access access;

        internal Awaiter(Access access) => this.access = access;

        /// <summary>Whether the operation has been performed.</summary>
        public bool IsCompleted => access.pending is null;

        Operation? ISteppedAwaiter.Operation => access.pending;

        int ISteppedAwaiter.Depth => 0;

        /// <summary>The result of the operation.</summary>
        public ulong GetResult() => access.pending is null ? access.value : Execution.Running.TakeAnswer();

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => Execution.RefuseForeignAwait(access.pending);

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation) => Execution.RefuseForeignAwait(access.pending);
    }
}
