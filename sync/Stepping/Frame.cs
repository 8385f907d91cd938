using System.Runtime.CompilerServices;
using Interlock.Sync.Stepping.Guards;

namespace Interlock.Sync.Stepping;

/// <summary>One suspended method: its state machine, by value, and who awaits it.</summary>
internal abstract class Frame
{
    /// <summary>The method that awaits this one. Set once, while the stack is being suspended.</summary>
    public Frame? Caller { get; set; }

    /// <summary>The method's name, for messages.</summary>
    public abstract string MethodName { get; }

    /// <summary>The method with its arguments, for a reader.</summary>
    public abstract WaitingMethod Method { get; }

    /// <summary>The method and where it is suspended, for messages.</summary>
    public abstract string Place { get; }

    /// <summary>The frame taken apart.</summary>
    public abstract SuspendedFrame Parts { get; }

    /// <summary>A frame with other numbers in its locals.</summary>
    /// <param name="by">What to add to each of its locals, as <see cref="Parts"/> has them.</param>
    public abstract Frame Moved(IReadOnlyList<ulong> by);

    /// <summary>Runs a copy of this frame until it suspends or ends.</summary>
    public abstract void Run();

    /// <summary>Looks into the method, unless that was done before.</summary>
    public abstract void Learn();

    /// <summary>Appends what distinguishes this frame from others of its kind.</summary>
    public abstract void Encode(Encoding into);
}

/// <summary>A frame of one method.</summary>
/// <typeparam name="TStateMachine">The compiler's state machine: a struct in Release, a class in Debug.</typeparam>
internal sealed class Frame<TStateMachine>(TStateMachine machine) : Frame
    where TStateMachine : IAsyncStateMachine
{
    private TStateMachine machine = machine;

    public override string MethodName => FrameLayout.MethodName(typeof(TStateMachine));

    public override WaitingMethod Method => FrameLayout.Method(typeof(TStateMachine), FrameLayout.Arguments(machine));

    public override string Place => $"{MethodName}{SourceLines.Behind(MachineSource.Suspended(machine))}";

    public override SuspendedFrame Parts
    {
        get
        {
            object boxed = machine;
            var (identity, live) = FrameLayout<TStateMachine>.Live(ref machine);
            return new(
                MethodName,
                MachineSource.Suspended(boxed),
                identity,
                [.. live.SelectMany(local => SuspendedLocal.Of(boxed, local, new Owner(MethodName, MachineSource.Local(typeof(TStateMachine), local))))]);
        }
    }

    public override Frame Moved(IReadOnlyList<ulong> by)
    {
        object copy = FrameLayout<TStateMachine>.Copy(machine);
        var locals = Parts.Locals;
        for (var local = 0; local < locals.Count; local++)
        {
            if (by[local] != 0)
            {
                locals[local].Move(copy, by[local]);
            }
        }

        return new Frame<TStateMachine>((TStateMachine)copy);
    }

    public override void Run()
    {
        var scratch = FrameLayout<TStateMachine>.Copy(machine);
        Scout<TStateMachine>.MoveNext(ref scratch);
    }

    public override void Learn() => FrameLayout<TStateMachine>.Learn();

    public override void Encode(Encoding into) => FrameLayout<TStateMachine>.Encode(ref machine, into);
}
