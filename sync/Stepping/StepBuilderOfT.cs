using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Interlock.Sync.Stepping;

/// <summary>Builds a <see cref="Step{T}"/>; see <see cref="StepBuilder"/>.</summary>
/// <typeparam name="T">The result's type.</typeparam>
public struct StepBuilder<T>
{
    private int depth;
    private T value;
    private ExceptionDispatchInfo? fault;

    /// <summary>Called by the compiler.</summary>
    public readonly Step<T> Task => new(depth, value, fault);

    /// <summary>Called by the compiler.</summary>
    public static StepBuilder<T> Create() => default;

    /// <summary>Called by the compiler: runs the method up to its first suspension.</summary>
    public readonly void Start<TStateMachine>(ref TStateMachine machine)
        where TStateMachine : IAsyncStateMachine
    {
        Execution.GuardStack();
        machine.MoveNext();
    }

    /// <summary>Called by the compiler; frames are never boxed behind this interface.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    /// <summary>Called by the compiler when the method has returned.</summary>
    public void SetResult(T result)
    {
        if (depth != 0)
        {
            Execution.Running.Return(result);
            return;
        }

        value = result;
    }

    /// <summary>Called by the compiler when the method has thrown.</summary>
    public void SetException(Exception exception)
    {
        fault = ExceptionDispatchInfo.Capture(exception);
        if (depth != 0)
        {
            Execution.Running.Throw(fault);
        }
    }

    /// <summary>Called by the compiler at an await that is not complete.</summary>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine machine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        depth = Execution.Running.Depth + 1; // before the frame is taken: the copy must know it too
        Execution.Suspend(ref awaiter, ref machine);
    }

    /// <summary>Called by the compiler at an await that is not complete.</summary>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine machine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        depth = Execution.Running.Depth + 1;
        Execution.Suspend(ref awaiter, ref machine);
    }
}
