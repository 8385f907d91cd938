using System.Diagnostics;
using System.Threading;
using System.Threading.Channels;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Minimizing;

/// <summary>
/// Makes a counterexample simpler: fewest context switches, then fewest steps. First by leaving out steps (see <see cref="Shortening"/>),
/// then by merging segments of one actor and leaving out single steps until neither helps, then by a bounded search for something
/// simpler. Every attempt is executed, and must break the same property.
/// </summary>
/// <param name="system">The system.</param>
/// <param name="maxStates">How many states the search looks at; at least one.</param>
/// <param name="events">Where to say how it is going; null for nowhere.</param>
/// <param name="stop">Ends it early, with the simplest that is known by then.</param>
public sealed class Minimization(
    TransitionSystem system,
    long maxStates = Minimization.MostStates,
    ChannelWriter<SearchEvent>? events = null,
    CancellationToken stop = default)
{
    /// <summary>States that the search looks at, unless somebody says otherwise: seconds.</summary>
    public const long MostStates = 200_000;

    private readonly Attempts attempts = new(system, stop);
    private readonly Stopwatch clock = Stopwatch.StartNew();

    /// <summary>A counterexample that is at least as simple.</summary>
    /// <exception cref="DivergenceException">What was found does not break the property when it is executed again.</exception>
    public Minimized Minimize(Counterexample found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var best = Try(found, found.Schedule, found.Loop) is { } again && again.Schedule.Count == found.Schedule.Count
            ? again
            : throw new DivergenceException($"{found.Violation.Property} is not violated at the end of it");
        if (found.Loop is null)
        {
            best = Simpler(new Shortening(system, stop).Shorten(best), best);
        }

        else
        {
            best = WithoutCycles(best);
        }

        best = Settle(best);
        var search = new FewestSwitches(
            system,
            maxStates,
            states => events?.TryWrite(new Progress("looking for a simpler one", states, 0, 0, best.Schedule.Count, clock.Elapsed)),
            stop);
        if (found.Violation.Kind is not (ViolationKind.Livelock or ViolationKind.Liveness) && search.Find(best) is { } simpler)
        {
            best = Settle(simpler);
        }

        return new Minimized(best, Cost.Of(found.Schedule), Cost.Of(best.Schedule), !stop.IsCancellationRequested, search.IsComplete);
    }

    private Counterexample WithoutCycles(Counterexample counterexample)
    {
        var best = counterexample;
        while (!stop.IsCancellationRequested
            && attempts.WithoutCycles(best).Select(cut => TryIfSimpler(best, cut.Schedule, cut.Loop))
            .FirstOrDefault(tried => tried is not null) is { } simpler)
        {
            best = simpler;
        }

        return best;
    }

    // Until nothing helps any more: only then is it known that no single change does.
    private Counterexample Settle(Counterexample counterexample)
    {
        var best = counterexample;
        for (Cost? before = null; before is null || Cost.Of(best.Schedule) < before;)
        {
            before = Cost.Of(best.Schedule);
            best = WithoutSteps(Merged(best));
        }

        return best;
    }

    private Counterexample Merged(Counterexample counterexample)
    {
        var best = counterexample;
        for (var segment = 0; segment < Segments.Of(best).Count && !stop.IsCancellationRequested;)
        {
            var simpler = Segments.Merges(best, segment).Select(merged => TryIfSimpler(best, merged, best.Loop))
                .FirstOrDefault(tried => tried is not null);
            (best, segment) = simpler is null ? (best, segment + 1) : (simpler, segment);
        }

        return best;
    }

    private Counterexample WithoutSteps(Counterexample counterexample)
    {
        var best = counterexample;
        for (var step = best.Schedule.Count - 1; step >= 0 && !stop.IsCancellationRequested; step--)
        {
            if (step < best.Schedule.Count)
            {
                var rest = best.Schedule.Where((_, index) => index != step).ToList();
                best = TryIfSimpler(best, rest, step < best.Loop ? best.Loop - 1 : best.Loop) ?? best;
            }
        }

        return best;
    }

    private Counterexample? TryIfSimpler(Counterexample best, IReadOnlyList<Choice> schedule, int? loop)
    {
        events?.TryWrite(new Progress("leaving out and merging", 0, attempts.Transitions, 0, best.Schedule.Count, clock.Elapsed));
        return Try(best, schedule, loop) is { } tried && Cost.Of(tried.Schedule) < Cost.Of(best.Schedule) ? tried : null;
    }

    private Counterexample? Try(Counterexample wanted, IReadOnlyList<Choice> schedule, int? loop) => loop is { } first
        ? attempts.Repeat(wanted, schedule, first)
        : attempts.Follow(wanted, schedule);

    private static Counterexample Simpler(Counterexample one, Counterexample other) =>
        Cost.Of(one.Schedule) < Cost.Of(other.Schedule) ? one : other;
}

/// <summary>What minimizing came to.</summary>
/// <param name="Counterexample">The simplest counterexample that was found.</param>
/// <param name="Before">How simple it was.</param>
/// <param name="After">How simple it is.</param>
/// <param name="IsOneMinimal">
/// Whether it is known that leaving out any single step, or merging any two neighbouring segments of one actor, no longer breaks the
/// property; otherwise it was interrupted.
/// </param>
/// <param name="IsSimplest">Whether it is known that no execution from the same initial state is simpler.</param>
public sealed record Minimized(Counterexample Counterexample, Cost Before, Cost After, bool IsOneMinimal, bool IsSimplest);
