using System.Globalization;
using System.Threading;
using Interlock.CoyoteTests.Coyote.Running;
using Interlock.Semantics.Transitions;
using Operation = Interlock.Sync.Operation;

namespace Interlock.CoyoteTests.Coyote.Bridges;

/// <summary>
/// Schedules threads as Coyote would if its strategy chose what it is told, and writes down the steps of Coyote's trace. Coyote asks
/// at every scheduling point whom to let go on, of those that are not paused; a condition that has been met once does not pause its
/// operation again before the operation has looked.
/// </summary>
internal sealed class DictatedControl : IControl
{
    [ThreadStatic]
    private static Fibre? self;

    private readonly Func<ulong?> dictate;
    private readonly Func<int> outcome;
    private readonly List<Fibre> threads = [new()];
    private readonly List<string> steps = [];
    private readonly List<Fibre> starting = [];
    private volatile bool isOver;

    /// <summary>Made by the thread that begins the run.</summary>
    /// <param name="dictate">Whose turn it is: an operation's number, or null if the execution has been told to its end.</param>
    /// <param name="outcome">What is chosen below a bound.</param>
    public DictatedControl(Func<ulong?> dictate, Func<int> outcome)
    {
        (this.dictate, this.outcome) = (dictate, outcome);
        self = threads[0];
    }

    /// <summary>The steps, as Coyote writes them.</summary>
    public IReadOnlyList<string> Steps => steps;

    private static Fibre Self => self!;

    public ulong Create(string name)
    {
        threads.Add(new Fibre());
        return (ulong)threads.Count - 1;
    }

    public void Start(ulong operation) => starting.Add(threads[(int)operation]);

    public void OnStarted(ulong operation)
    {
        self = threads[(int)operation];
        Self.HasStarted.Set();
        Await(Self);
    }

    public void OnCompleted()
    {
        Self.IsCompleted = true;
        Schedule(PointKind.Default);
    }

    public void PauseUntilCompleted(ulong operation) => PauseUntil(() => threads[(int)operation].IsCompleted);

    public void PauseUntil(Func<bool> condition)
    {
        while (!condition())
        {
            Self.Awaited = condition;
            Schedule(PointKind.Pause);
        }
    }

    public void Point(Operation? operation, string word, bool isSpinning) => Schedule(PointKinds.Of(operation, isSpinning));

    public int Choose(int bound)
    {
        var chosen = outcome();
        steps.Add(string.Create(CultureInfo.InvariantCulture, $"op({IdOf(Self)}:0),int({chosen})"));
        return chosen;
    }

    public void Fail(Violation violation) => Stop();

    public void Owe()
    {
    }

    public void Keep()
    {
    }

    private void Schedule(PointKind kind)
    {
        if (isOver)
        {
            throw new RunIsOverException();
        }

        starting.ForEach(thread => thread.HasStarted.Wait());
        starting.Clear();
        foreach (var thread in threads.Where(thread => thread.Awaited?.Invoke() == true))
        {
            thread.Awaited = null;
        }

        var enabled = threads.Where(thread => thread is { IsCompleted: false, Awaited: null }).ToList();
        if (enabled.Count == 0)
        {
            return; // whoever began the run has completed, or waits for what never comes: its own monitors have said so
        }

        if (dictate() is not { } told)
        {
            Stop();
            return;
        }

        var next = enabled.FirstOrDefault(thread => IdOf(thread) == told) ?? Only(enabled, told);
        steps.Add(string.Create(CultureInfo.InvariantCulture, $"op({IdOf(Self)}:0),sp({kind}),next({IdOf(next)}:0)"));
        if (next != Self)
        {
            next.Chosen.Release();
            if (!Self.IsCompleted)
            {
                Await(Self);
            }
        }
    }

    // Before the vCPUs are let go, whoever began the run goes on between them.
    private static Fibre Only(List<Fibre> enabled, ulong told) => enabled.Count == 1
        ? enabled[0]
        : throw new InvalidOperationException($"operation {told} cannot be chosen here.");

    private void Await(Fibre thread)
    {
        thread.Chosen.Wait();
        if (isOver)
        {
            throw new RunIsOverException();
        }
    }

    private void Stop()
    {
        isOver = true;
        threads.ForEach(thread => thread.Chosen.Release());
        throw new RunIsOverException();
    }

    private ulong IdOf(Fibre thread) => (ulong)threads.IndexOf(thread);

    private sealed class Fibre
    {
        public ManualResetEventSlim HasStarted { get; } = new();

        public SemaphoreSlim Chosen { get; } = new(0);

        public Func<bool>? Awaited { get; set; }

        public bool IsCompleted { get; set; }
    }
}
