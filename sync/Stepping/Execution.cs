using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Sync.Stepping;

/// <summary>
/// Runs suspended code from one visible operation to the next, on the calling thread. Frames are found through the
/// running execution, never through a reference inside a frame: a copy of a frame would point at the original.
/// </summary>
public sealed partial class Execution
{
    // Far more than code needs that comes to an end, and little enough that the stack holds it.
    private const int DeepestCalls = 10_000;

    [ThreadStatic]
    private static Execution? running;

    static Execution() => AssertListener.Install();

    private readonly List<Note> notes = [];
    private readonly List<Site> claimed = [];

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

    // Steps that have been called and have neither ended nor suspended.
    private int calls;
    private long allocatedBefore;

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
        var outer = Enter(out var context);
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
            Leave(outer, context);
        }
    }

    /// <summary>Resumes suspended code with the result of its pending operation, up to its next one.</summary>
    /// <param name="suspended">Where to resume; it is not changed and can be resumed again.</param>
    /// <param name="result">What the operation answered.</param>
    public Advance Resume(Continuation suspended, ulong result)
    {
        ArgumentNullException.ThrowIfNull(suspended);
        var outer = Enter(out var context);
        answer = result;
        try
        {
            for (var frame = suspended.Innermost; frame is not null; frame = frame.Caller)
            {
                ended = false;
                CodeUnderTest.OfThisThread?.Enter(frame);
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
            Leave(outer, context);
        }
    }

    /// <summary>Adds an event to the current run; see <see cref="Cpu.Note"/>.</summary>
    public void Add(Note note) => notes.Add(note);

    /// <summary>The assertions that the last run came to, whether or not they held.</summary>
    public IReadOnlyList<Site> Claimed => claimed;

    /// <summary>Records that the current run has come to an assertion.</summary>
    public void Claim(Site site) => claimed.Add(site);

    /// <summary>Records a failed assertion, which no handler in the code under test can then swallow.</summary>
    public void Fail(Exception failure) => assertion ??= failure;

    /// <summary>Whether the calling thread runs code under test.</summary>
    internal static bool IsRunning => running is not null;

    /// <summary>Refuses to call Steps deeper and deeper: the stack would overflow, and end the process.</summary>
    internal static void EnterCall<TStateMachine>()
    {
        if (running is not { } execution)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
        }
        else if (++execution.calls > DeepestCalls || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw execution.Refuse(
                $"{FrameLayout.MethodName(typeof(TStateMachine))} calls itself, or is called in a circle, {execution.calls:N0} calls deep without coming to a Cpu operation. " +
                "Recursion that does not end cannot be explored: let it end, or await an operation in it.");
        }
        else if (!Judged<TStateMachine>.IsPure)
        {
            execution.Judge<TStateMachine>();
        }
    }

    internal static void LeaveCall()
    {
        if (running is { } execution)
        {
            execution.calls--;
        }
    }

    /// <summary>Refuses an await of the machine's in a method whose builder is not ours; nothing is thrown, since that would be on another thread.</summary>
    internal static void RefuseForeignAwait(Operation? operation) => _ = RefuseForeign(
        operation is null ? "A Step is awaited" : $"The {operation.Kind} at {operation.Site} is awaited",
        "only methods that return Step or Step<T> can wait for the machine. Let it return Step");

    /// <summary>Refuses what is called in a way that the machine does not control.</summary>
    internal static UnsupportedStateException RefuseForeign(string what, string remedy)
    {
        var message = $"{what} in a method that returns no Step{(StackPlace.Text(new System.Diagnostics.StackTrace(fNeedFileInfo: true)) is { } place ? $", called in {place}" : string.Empty)}: {remedy}.";
        return running?.Refuse(message) ?? new UnsupportedStateException(message);
    }

    /// <summary>Takes down an assertion of the framework's that failed in code under test; elsewhere it just is an exception.</summary>
    internal static AssertionFailedException FailAssertion(AssertionFailedException failure)
    {
        running?.Fail(failure);
        return failure;
    }

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

    // Before it runs for the first time: what ends the process, or waits for a key, must not be executed to be refused.
    private void Judge<TStateMachine>()
    {
        try
        {
            PurityCheck.Require(typeof(TStateMachine));
            Judged<TStateMachine>.IsPure = true;
        }
        catch (UnsupportedStateException refused)
        {
            throw Refuse(refused.Message);
        }
    }

    private static int DepthOf<TAwaiter>(TAwaiter awaiter)
        where TAwaiter : ISteppedAwaiter => awaiter.Depth;

    private UnsupportedStateException Refuse(string message)
    {
        CodeUnderTest.OfThisThread?.Refuse(message);
        return refusal ??= new UnsupportedStateException(message);
    }

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

    private Advance Faulted(Exception exception)
    {
        if (assertion is null)
        {
            ForeignFaults.Demand(exception, allocatedBefore);
        }

        return new Advance(Continuation.Finished, [.. notes], assertion ?? exception);
    }

    private static void Leave(Execution? outer, SynchronizationContext? context)
    {
        running = outer;
        SynchronizationContext.SetSynchronizationContext(context);
        CodeUnderTest.OfThisThread?.End();
    }

    private Execution? Enter(out SynchronizationContext? context)
    {
        CodeUnderTest.OfThisThread?.Begin();
        context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(ForeignContext.Instance);
        var outer = running;
        running = this;
        notes.Clear();
        claimed.Clear();
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
        calls = 0;
        HasFoundRecursion = false;
        allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        return outer;
    }

    private static class Judged<TStateMachine>
    {
        public static bool IsPure { get; set; }
    }
}
