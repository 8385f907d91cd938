using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Interlock.Sync.Stepping;

/// <summary>
/// The return type of asynchronous code that runs on a <see cref="Cpu"/>. Its frames are plain values while it is
/// suspended, so an explorer can keep them, resume them many times and compare them. Await it where it is called.
/// </summary>
[AsyncMethodBuilder(typeof(StepBuilder))]
public readonly struct Step
{
    // How many frames had suspended once this step had; zero if it never did.
    private readonly int depth;
    private readonly ExceptionDispatchInfo? fault;

    internal Step(int depth, ExceptionDispatchInfo? fault)
    {
        this.depth = depth;
        this.fault = fault;
    }

    /// <summary>A step that has nothing left to do.</summary>
    public static Step Completed => default;

    /// <summary>Makes this awaitable.</summary>
    public Awaiter GetAwaiter() => new(this);

    /// <summary>The compiler's view of a step that may be suspended.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion, ISteppedAwaiter
    {
        private readonly Step step;

        internal Awaiter(Step step) => this.step = step;

        /// <summary>Whether the step ran to its end without suspending.</summary>
        public bool IsCompleted => step.depth == 0;

        Operation? ISteppedAwaiter.Operation => null;

        int ISteppedAwaiter.Depth => step.depth;

        /// <summary>Ends the await, or throws what the step threw.</summary>
        public void GetResult()
        {
            if (step.depth != 0)
            {
                Execution.Running.TakeReturn();
                return;
            }

            step.fault?.Throw();
        }

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => Execution.RefuseForeignAwait(null);

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation) => Execution.RefuseForeignAwait(null);
    }
}
