using System.Runtime.CompilerServices;
using Interlock.Sync.Stepping;

namespace Interlock.Sync;

/// <summary>
/// The result of an operation of a <see cref="Cpu"/>, to be awaited. On real threads the operation is already
/// complete; under the explorer the await suspends the vCPU until the machine has taken the step.
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
    /// <param name="value">Its result; zero if it has none.</param>
    public static Access Completed(ulong value) => new(value, null);

    /// <summary>An operation that the machine has yet to perform.</summary>
    /// <param name="operation">The operation.</param>
    public static Access Pending(Operation operation)
    {
        Execution.Running.Issue(operation);
        return new Access(0, operation);
    }

    /// <summary>The awaiter, for the compiler.</summary>
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
