using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Interlock.Sync.Stepping;

/// <summary>
/// Runs suspended code from one visible operation to the next, on the calling thread. Frames are found through the
/// running execution, never through a reference inside a frame: a copy of a frame would point at the original.
/// </summary>
public sealed class Execution
{
    [ThreadStatic]
    private static Execution? running;

    private readonly List<Note> notes = [];

    // The frames that suspended in this run, linked innermost to outermost as each caller suspends in turn.
    private Frame? innermost;
    private Frame? outermost;
    private Operation? pending;

    // What the method that ended last left for its caller.
    private bool ended;
    private object? returned;
    private ExceptionDispatchInfo? fault;
    private Exception? assertion;

    /// <summary>The execution of the calling thread.</summary>
    /// <exception cref="InvalidOperationException">Stepped code was resumed by something else.</exception>
    public static Execution Running => running ?? throw new InvalidOperationException(
        "A Step suspended outside an execution: operations of a model Cpu can only be awaited under the explorer.");

    /// <summary>The result of the operation that the running code was suspended on.</summary>
    internal ulong OperationResult { get; private set; }

    /// <summary>Runs <paramref name="body"/> up to its first visible operation.</summary>
    public Advance Begin(Func<Step> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var outer = Enter();
        try
        {
            // The awaiter is asked only for a fault; when the step suspended, its frames are here already.
            var awaiter = body().GetAwaiter();
            ended = awaiter.IsCompleted;
            if (ended)
            {
                awaiter.GetResult();
            }

            return Conclude(null);
        }
        catch (Exception exception) when (exception is not UnsupportedStateException)
        {
            return Faulted(exception);
        }
        finally
        {
            running = outer;
        }
    }

    /// <summary>Resumes suspended code with the result of its pending operation, up to its next one.</summary>
    /// <param name="suspended">Where to resume; it is not changed and can be resumed again.</param>
    /// <param name="result">What the operation answered.</param>
    public Advance Resume(Continuation suspended, ulong result)
    {
        ArgumentNullException.ThrowIfNull(suspended);
        var outer = Enter();
        OperationResult = result;
        try
        {
            for (var frame = suspended.Innermost; frame is not null; frame = frame.Caller)
            {
                ended = false;
                frame.Run();
                if (innermost is not null || assertion is not null)
                {
                    return Conclude(frame.Caller);
                }
            }

            return fault is null ? Conclude(null) : Faulted(fault.SourceException);
        }
        finally
        {
            running = outer;
        }
    }

    /// <summary>Adds a remark to the current run; see <see cref="Cpu.Note"/>.</summary>
    public void Add(Note note) => notes.Add(note);

    /// <summary>Records a failed assertion, which no handler in the code under test can then swallow.</summary>
    public void Fail(Exception failure) => assertion ??= failure;

    internal static void GuardStack() => RuntimeHelpers.EnsureSufficientExecutionStack();

    internal static InvalidOperationException ForeignBuilder() =>
        new("Machine operations can only be awaited in methods that return Step or Step<T>.");

    internal static void Suspend<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine machine)
        where TStateMachine : IAsyncStateMachine
    {
        if (awaiter is not ISteppedAwaiter stepped)
        {
            throw new UnsupportedStateException(
                $"{FrameLayout.MethodName(typeof(TStateMachine))} awaits {FrameLayout.TypeName(typeof(TAwaiter))}, " +
                "which the machine does not control. Await only Cpu operations and Steps.");
        }

        Running.Push(new Frame<TStateMachine>(machine), stepped.Operation);
    }

    internal void Return(object? value)
    {
        ended = true;
        returned = value;
    }

    internal void Throw(ExceptionDispatchInfo exception)
    {
        ended = true;
        fault = exception;
    }

    /// <summary>What the awaited step returned; throws what it threw.</summary>
    internal object? TakeReturn()
    {
        var exception = fault;
        fault = null;
        exception?.Throw();
        return returned;
    }

    private void Push(Frame frame, Operation? operation)
    {
        // An operation starts a new chain of frames; a step continues the one that its callee began.
        if (operation is not null ? innermost is not null : outermost is null)
        {
            throw new UnsupportedStateException(
                $"{frame.MethodName} awaits a Step elsewhere than where it was called. Await each Step at its call.");
        }

        pending = operation ?? pending;
        innermost ??= frame;
        if (outermost is not null)
        {
            outermost.Caller = frame;
        }

        outermost = frame;
    }

    private Advance Conclude(Frame? caller)
    {
        if (assertion is not null)
        {
            return Faulted(assertion);
        }

        if (innermost is null)
        {
            return new Advance(Continuation.Finished, [.. notes], null);
        }

        if (ended)
        {
            throw new UnsupportedStateException(
                $"{innermost.MethodName} was called but its Step was not awaited. Await each Step at its call.");
        }

        outermost!.Caller = caller;
        return new Advance(new Continuation(innermost, pending!), [.. notes], null);
    }

    private Advance Faulted(Exception exception) =>
        new(Continuation.Finished, [.. notes], assertion ?? exception);

    private Execution? Enter()
    {
        var outer = running;
        running = this;
        notes.Clear();
        innermost = outermost = null;
        pending = null;
        ended = false;
        returned = null;
        fault = null;
        assertion = null;
        return outer;
    }
}
