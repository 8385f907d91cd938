using System.Collections.Concurrent;
using System.Threading;
using Interlock.Mutate.Sources;
using Interlock.Mutate.Trials;

namespace Interlock.Mutate;

/// <summary>Tries changes of production code, several at a time, each in scenario after scenario until a property breaks.</summary>
/// <param name="clone">The sources.</param>
/// <param name="jobs">How many at a time.</param>
/// <param name="command">The hidden command of the program that runs that serves as a <see cref="Worker"/>.</param>
public sealed class Campaign(Clone clone, int jobs, string command)
{
    /// <summary>Tries changes.</summary>
    /// <param name="mutations">The changes.</param>
    /// <param name="trials">What each is tried in.</param>
    /// <param name="tried">Told of each that has been tried, by one thread at a time.</param>
    /// <param name="interrupt">Ends it early: what has not been tried is not in the result.</param>
    public IReadOnlyList<Outcome> Try(
        IReadOnlyList<Mutation> mutations, Func<Mutation, IReadOnlyList<TrialRequest>> trials, Action<Outcome> tried,
        CancellationToken interrupt)
    {
        ArgumentNullException.ThrowIfNull(mutations);
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(tried);
        var queue = new ConcurrentQueue<int>(Enumerable.Range(0, mutations.Count));
        var outcomes = new Outcome?[mutations.Count];
        var failures = new ConcurrentQueue<Exception>();
        var threads = Enumerable.Range(0, jobs).Select(_ => new Thread(() => Work(Next, failures)) { IsBackground = true }).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return failures.TryPeek(out var failure) && failure is not OperationCanceledException
            ? throw new InvalidOperationException(failure.Message, failure)
            : [.. outcomes.OfType<Outcome>()];

        void Next(WorkerProcess worker)
        {
            while (!interrupt.IsCancellationRequested && failures.IsEmpty && queue.TryDequeue(out var index))
            {
                var mutation = mutations[index];
                var answer = mutation.Expectation == Expectation.Waits
                    ? new BenchAnswer([], [])
                    : worker.Try(new BenchRequest(mutation.Room.Name, mutation.Edits, trials(mutation)), interrupt);
                outcomes[index] = new Outcome(mutation, answer.Results, answer.Errors);
                lock (queue)
                {
                    tried(outcomes[index]!);
                }
            }
        }
    }

    private void Work(Action<WorkerProcess> work, ConcurrentQueue<Exception> failures)
    {
        using var worker = new WorkerProcess(clone.Root, command);
        try
        {
            work(worker);
        }
        catch (Exception exception)
        {
            failures.Enqueue(exception);
        }
    }
}
