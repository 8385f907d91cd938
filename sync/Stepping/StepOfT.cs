using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Interlock.Sync.Stepping;

/// <summary>A <see cref="Step"/> that ends with a result.</summary>
/// <typeparam name="T">The result's type.</typeparam>
[AsyncMethodBuilder(typeof(StepBuilder<>))]
public readonly struct Step<T>
{
    // How many frames had suspended once this step had; zero if it never did.
    private readonly int depth;
    private readonly T value;
    private readonly ExceptionDispatchInfo? fault;

    internal Step(int depth, T value, ExceptionDispatchInfo? fault)
    {
        this.depth = depth;
        this.value = value;
        this.fault = fault;
    }

    /// <summary>Makes this awaitable.</summary>
    public Awaiter GetAwaiter() => new(this);

    /// <summary>The compiler's view of a step that may be suspended.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion, ISteppedAwaiter
    {
        private readonly Step<T> step;

        internal Awaiter(Step<T> step) => this.step = step;

        /// <summary>Whether the step ran to its end without suspending.</summary>
        public bool IsCompleted => step.depth == 0;

        Operation? ISteppedAwaiter.Operation => null;

        int ISteppedAwaiter.Depth => step.depth;

        /// <summary>The result, or what the step threw.</summary>
        public T GetResult()
        {
            if (step.depth != 0)
            {
                return (T)Execution.Running.TakeReturn()!;
            }

            step.fault?.Throw();
            return step.value;
        }

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => Execution.RefuseForeignAwait(null);

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation) => Execution.RefuseForeignAwait(null);
    }
}
