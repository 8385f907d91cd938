using System.Runtime.CompilerServices;

namespace Interlock.Sync.Stepping;

/// <summary>Builds a <see cref="Step{T}"/>: a <see cref="StepBuilder"/> and the result.</summary>
/// <typeparam name="T">The result's type.</typeparam>
public struct StepBuilder<T>
{
    private StepBuilder builder;
    private T value;

    /// <summary>Called by the compiler.</summary>
    public readonly Step<T> Task => new(builder.Depth, value, builder.Fault);

    /// <summary>Called by the compiler.</summary>
    public static StepBuilder<T> Create() => default;

    /// <summary>Called by the compiler: runs the method up to its first suspension.</summary>
    public readonly void Start<TStateMachine>(ref TStateMachine machine)
        where TStateMachine : IAsyncStateMachine => builder.Start(ref machine);

    /// <summary>Called by the compiler; frames are never boxed behind this interface.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    /// <summary>Called by the compiler when the method has returned.</summary>
    public void SetResult(T result)
    {
        if (builder.Depth != 0)
        {
            Execution.Running.Return(result);
            return;
        }

        value = result;
    }

    /// <summary>Called by the compiler when the method has thrown.</summary>
    public void SetException(Exception exception) => builder.SetException(exception);

    /// <summary>Called by the compiler at an await that is not complete.</summary>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine machine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => builder.AwaitOnCompleted(ref awaiter, ref machine);

    /// <summary>Called by the compiler at an await that is not complete.</summary>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine machine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => builder.AwaitUnsafeOnCompleted(ref awaiter, ref machine);
}
