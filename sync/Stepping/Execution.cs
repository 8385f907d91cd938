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
    private bool isResultDue;
    private object? returned;
    private ExceptionDispatchInfo? fault;
    private Exception? assertion;

    // The compiler wraps every method in a catch that turns what it throws into the method's result, so whatever must
    // stop the search is remembered here too.
    private UnsupportedStateException? refusal;

    // What the pending operation of the resumed code answered; taken once.
    private ulong? answer;

    // An operation that was called and is not awaited yet.
    private Operation? issued;

    /// <summary>The execution of the calling thread.</summary>
    /// <exception cref="InvalidOperationException">Stepped code was resumed by something else.</exception>
    public static Execution Running => running ?? throw new InvalidOperationException(
        "A Step suspended outside an execution: operations of a model Cpu can only be awaited under the explorer.");

    /// <summary>How many frames have suspended in this run; tells the steps of one run apart.</summary>
    internal int Depth { get; private set; }

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
            else if (DepthOf(awaiter) != Depth)
            {
                throw Refuse($"{outermost?.Place} was called but its Step was not awaited. Await each Step at its call.");
            }

            return Conclude(null);
        }
        catch (Exception exception) when (exception is not UnsupportedStateException)
        {
            return refusal is null ? Faulted(exception) : throw refusal;
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
        answer = result;
        try
        {
            for (var frame = suspended.Innermost; frame is not null; frame = frame.Caller)
            {
                ended = false;
                frame.Run();
                if (innermost is not null || assertion is not null || refusal is not null)
                {
                    return Conclude(frame.Caller);
                }
            }

            return fault is null || issued is not null ? Conclude(null) : Faulted(fault.SourceException);
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
            throw Running.Refuse(
                $"{new Frame<TStateMachine>(machine).Place} awaits {FrameLayout.TypeName(typeof(TAwaiter))}, " +
                "which the machine does not control. Await only Cpu operations and Steps.");
        }

        Running.Push(new Frame<TStateMachine>(machine), stepped);
    }

    /// <summary>Hears that code has called an operation, which it must await before it does anything else.</summary>
    internal void Issue(Operation operation)
    {
        if (issued is not null)
        {
            throw NotAwaited(issued);
        }

        issued = operation;
    }

    /// <summary>What the operation that the running code was suspended on answered.</summary>
    internal ulong TakeAnswer()
    {
        var result = answer ?? throw Refuse(
            $"The result of a Cpu operation was asked for without awaiting it{SourceLines.Behind(SourceLines.Running())}. " +
            "Await each operation at its call.");
        answer = null;
        return result;
    }

    internal void Return(object? value)
    {
        ended = isResultDue = true;
        returned = value;
    }

    internal void Throw(ExceptionDispatchInfo exception)
    {
        ended = isResultDue = true;
        fault = exception;
    }

    /// <summary>What the awaited step returned; throws what it threw.</summary>
    internal object? TakeReturn()
    {
        if (!isResultDue)
        {
            throw Refuse(
                $"The result of a Step was asked for without awaiting it{SourceLines.Behind(SourceLines.Running())}. Await each Step at its call.");
        }

        isResultDue = false;
        var exception = fault;
        fault = null;
        exception?.Throw();
        return returned;
    }

    private void Push(Frame frame, ISteppedAwaiter awaited)
    {
        // An operation starts a new chain of frames; a step continues the chain that it ended itself, in this run.
        if (awaited.Operation is null ? outermost is null || awaited.Depth != Depth : innermost is not null)
        {
            throw Refuse(
                $"{frame.Place} awaits a Step elsewhere than where it was called. Await each Step at its call.");
        }

        if (awaited.Operation != issued)
        {
            throw Refuse($"{frame.Place} awaits another operation than it called last. Await each at its call.");
        }

        issued = null;
        pending = awaited.Operation ?? pending;
        innermost ??= frame;
        Depth++;
        if (outermost is not null)
        {
            outermost.Caller = frame;
        }

        outermost = frame;
    }

    private static int DepthOf<TAwaiter>(TAwaiter awaiter)
        where TAwaiter : ISteppedAwaiter => awaiter.Depth;

    private UnsupportedStateException Refuse(string message) => refusal ??= new UnsupportedStateException(message);

    private UnsupportedStateException NotAwaited(Operation operation) => Refuse(
        $"The {operation.Kind} at {operation.Site} was called but not awaited. Await each operation at its call.");

    private Advance Conclude(Frame? caller)
    {
        if (refusal is not null)
        {
            throw refusal;
        }

        if (assertion is not null)
        {
            return Faulted(assertion);
        }

        if (issued is not null)
        {
            throw NotAwaited(issued);
        }

        if (innermost is null)
        {
            return new Advance(Continuation.Finished, [.. notes], null);
        }

        if (ended)
        {
            throw new UnsupportedStateException(
                $"{innermost.Place} was called but its Step was not awaited. Await each Step at its call.");
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
        ended = isResultDue = false;
        returned = null;
        fault = null;
        assertion = null;
        refusal = null;
        answer = null;
        issued = null;
        Depth = 0;
        return outer;
    }
}
