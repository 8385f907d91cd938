using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Interlock.Sync.Stepping.Guards;

namespace Interlock.Sync.Stepping;

/// <summary>
/// Builds a <see cref="Step"/>. It holds no reference to anything that a copy would share: it only remembers whether
/// its method has ever suspended, because then the awaiter is gone and the result goes through the execution.
/// </summary>
public struct StepBuilder
{
    private int depth;
    private ExceptionDispatchInfo? fault;

    /// <summary>Called by the compiler.</summary>
    public readonly Step Task => new(depth, fault);

    /// <summary>How deep the method is on its suspended stack, from one; zero if it has never suspended.</summary>
    internal readonly int Depth => depth;

    /// <summary>What the method threw.</summary>
    internal readonly ExceptionDispatchInfo? Fault => fault;

    /// <summary>Called by the compiler.</summary>
    public static StepBuilder Create() => default;

    /// <summary>Called by the compiler: runs the method up to its first suspension.</summary>
    public readonly void Start<TStateMachine>(ref TStateMachine machine)
        where TStateMachine : IAsyncStateMachine
    {
        Execution.EnterCall<TStateMachine>();
        var code = CodeUnderTest.OfThisThread;
        var before = code?.Enter(typeof(TStateMachine));
        Scout<TStateMachine>.MoveNext(ref machine);
        code?.Enter(before);
        Execution.LeaveCall();
    }

    /// <summary>Called by the compiler; frames are never boxed behind this interface.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    /// <summary>Called by the compiler when the method has returned.</summary>
    public readonly void SetResult()
    {
        if (depth != 0)
        {
            Execution.Running.Return(null);
        }
    }

    /// <summary>Called by the compiler when the method has thrown.</summary>
    public void SetException(Exception exception)
    {
        // Unwinding from deep below, each caller would copy the places that all others have added.
        fault = ExceptionDispatchInfo.Capture(exception is UnsupportedStateException ? new UnsupportedStateException(exception.Message) : exception);
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
