using System.Reflection;
using System.Threading;
using Interlock.Sync.Stepping.Guards;

namespace Interlock.Sync.Stepping;

/// <summary>
/// What a thread does with code under test, for another thread to watch. A stretch is what runs from one operation to the next: while
/// it lasts, its number is odd and stays.
/// </summary>
public sealed class CodeUnderTest
{
    [ThreadStatic]
    private static CodeUnderTest? current;

    private long stretch;
    private int depth;
    private volatile string? refusal;
    private volatile object? at;
    private volatile bool isGivenUp;
    private volatile string? givenUpAt;

    /// <summary>The instance of the calling thread; null if the thread is not watched.</summary>
    public static CodeUnderTest? OfThisThread => current;

    /// <summary>The number of the stretch that is running, which is odd; even while none is.</summary>
    public long Stretch => Volatile.Read(ref stretch);

    /// <summary>Why what is running must be refused, although it has not come back yet; null if nothing speaks against it.</summary>
    public string? Refusal => refusal;

    /// <summary>The method that runs, and the operation from which it went on, or its first line; null if none has run yet.</summary>
    public string? Place => givenUpAt ?? at switch
    {
        Frame frame => frame.Place,
        Type machine => StackPlace.TextOf(MachineSource.MoveNext(machine)),
        MethodBase judge => StackPlace.TextOf(judge),
        _ => null,
    };

    /// <summary>Whether it has ended a loop since it was told to.</summary>
    public bool HasEndedLoop => givenUpAt is not null;

    /// <summary>Whether what runs is no code of a vCPU: a predicate, a monitor or a model, which performs no operations.</summary>
    public bool IsJudging => at is MethodBase;

    /// <summary>Lets others watch the calling thread.</summary>
    public static CodeUnderTest Watch()
    {
        AssertListener.Install();
        return current = new CodeUnderTest();
    }

    /// <summary>Lets the watched thread end at the next turn of a loop, if it is in code that looks; see <see cref="GuardedCopies"/>.</summary>
    public void GiveUp()
    {
        if (!isGivenUp)
        {
            isGivenUp = true;
            Interlocked.Increment(ref LoopGuard.Wanted);
        }
    }

    /// <summary>Says that the watched thread has ended.</summary>
    public void Leave()
    {
        current = null;
        if (isGivenUp)
        {
            Interlocked.Decrement(ref LoopGuard.Wanted);
        }
    }

    /// <summary>Ends the thread if the search that it works for has been given up: loops call it that may run for ever.</summary>
    /// <param name="place">The place of the loop, for a message.</param>
    /// <exception cref="ThreadInterruptedException">The search has been given up.</exception>
    public void EndIfGivenUp(string place)
    {
        if (isGivenUp)
        {
            givenUpAt ??= place;
            throw new ThreadInterruptedException();
        }
    }

    /// <summary>Says that a predicate, a monitor or a model begins on the calling thread: others notice if it does not end.</summary>
    /// <param name="judge">Its method.</param>
    public static Judging Judge(MethodBase judge) => new(current, judge);

    internal void Begin()
    {
        if (depth++ == 0)
        {
            refusal = null;
            Volatile.Write(ref stretch, stretch + 1);
        }
    }

    internal void End()
    {
        if (--depth == 0)
        {
            Volatile.Write(ref stretch, stretch + 1);
        }
    }

    /// <summary>Says what runs now: a frame that is resumed, or the state machine of a method that is called.</summary>
    /// <returns>The code that ran before.</returns>
    internal object? Enter(object? next)
    {
        var before = at;
        at = next;
        return before;
    }

    internal void Refuse(string why) => refusal ??= why;

    /// <summary>A call of a predicate, a monitor or a model; it lasts until it is disposed of.</summary>
    public readonly ref struct Judging
    {
        private readonly CodeUnderTest? code;
        private readonly object? before;

        internal Judging(CodeUnderTest? code, MethodBase judge)
        {
            this.code = code;
            before = code?.Enter(judge);
            code?.Begin();
        }

        /// <summary>Says that it has ended.</summary>
        public void Dispose()
        {
            code?.End();
            code?.Enter(before);
        }
    }
}
