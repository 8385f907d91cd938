namespace Interlock.Sync.Stepping;

/// <summary>A suspended call stack and the operation that it waits for. Immutable: resuming it runs copies.</summary>
public sealed class Continuation : IEncoded
{
    internal Continuation(Frame? innermost, Operation? pending)
    {
        Innermost = innermost;
        Pending = pending;
    }

    /// <summary>Code that has run to its end.</summary>
    public static Continuation Finished { get; } = new(null, null);

    /// <summary>The operation to perform next; null if the code has run to its end.</summary>
    public Operation? Pending { get; }

    /// <summary>The methods that wait for the operation, innermost first, with their arguments as far as those are plain values.</summary>
    public IReadOnlyList<WaitingMethod> Methods
    {
        get
        {
            var methods = new List<WaitingMethod>();
            for (var frame = Innermost; frame is not null; frame = frame.Caller)
            {
                methods.Add(frame.Method);
            }

            return methods;
        }
    }

    /// <summary>The suspended methods taken apart, outermost first.</summary>
    public IReadOnlyList<SuspendedFrame> Frames
    {
        get
        {
            var frames = new List<SuspendedFrame>();
            for (var frame = Innermost; frame is not null; frame = frame.Caller)
            {
                frames.Add(frame.Parts);
            }

            frames.Reverse();
            return frames;
        }
    }

    internal Frame? Innermost { get; }

    /// <summary>The same code with other numbers: what it would be had it counted further.</summary>
    /// <param name="by">What to add to each local of each frame, as <see cref="Frames"/> has them.</param>
    /// <param name="operand">What to add to the pending operation's operand.</param>
    /// <param name="expected">What to add to what it expects.</param>
    public Continuation Moved(IReadOnlyList<IReadOnlyList<ulong>> by, ulong operand, ulong expected)
    {
        ArgumentNullException.ThrowIfNull(by);
        Frame? innermost = null;
        Frame? last = null;
        var depth = by.Count;
        for (var frame = Innermost; frame is not null; frame = frame.Caller)
        {
            var moved = frame.Moved(by[--depth]);
            innermost ??= moved;
            if (last is not null)
            {
                last.Caller = moved;
            }

            last = moved;
        }

        return Pending is null
            ? this
            : new Continuation(innermost, Pending with { Operand = Pending.Operand + operand, Expected = Pending.Expected + expected });
    }

    /// <summary>The same code once its sleep has been ended and before it has gone on: it waits for nothing, and for its turn.</summary>
    /// <exception cref="InvalidOperationException">The code has run to its end.</exception>
    public Continuation Woken() => new(Innermost, (Pending ?? throw new InvalidOperationException("Code that has ended does not sleep.")) with
    {
        Kind = OperationKind.Woken,
    });

    /// <summary>
    /// Appends words that are equal for two continuations exactly if both will behave alike for ever: the pending
    /// operation, and per frame the method, where it is suspended, and its live locals.
    /// </summary>
    /// <exception cref="UnsupportedStateException">A live local refers to mutable state outside the machine.</exception>
    public void Encode(Encoding into)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (Pending is null)
        {
            return;
        }

        // First what all its code can reach in statics, since any frame may hold any of it.
        for (var frame = Innermost; frame is not null; frame = frame.Caller)
        {
            frame.Learn();
        }

        into.ForgetObjects();
        into.Add((ulong)Pending.Kind | ((ulong)Pending.Order << 8) | ((ulong)(uint)Pending.Address.Index << 32));
        into.Add(Pending.Operand);
        into.Add(Pending.Expected);
        for (var frame = Innermost; frame is not null; frame = frame.Caller)
        {
            frame.Encode(into);
        }
    }
}
