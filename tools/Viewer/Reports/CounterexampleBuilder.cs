using Interlock.Explorer.Traces;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Viewer.Reports;

/// <summary>Makes what the page shows of a counterexample.</summary>
internal static class CounterexampleBuilder
{
    /// <summary>The counterexample, followed step by step; where the code has changed since, its steps as they were recorded.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="scenarios">The scenarios that there are.</param>
    /// <param name="path">Where it is on disk; null if nowhere.</param>
    public static CounterexampleView Of(Trace trace, IReadOnlyList<Scenario> scenarios, string? path) =>
        Of(Recording.Confirm(trace, scenarios), scenarios, path);

    /// <summary>The same of a trace that has been replayed.</summary>
    /// <param name="report">What the replay came to.</param>
    /// <param name="scenarios">The scenarios that there are.</param>
    /// <param name="path">Where the trace is on disk; null if nowhere.</param>
    public static CounterexampleView Of(ReplayReport report, IReadOnlyList<Scenario> scenarios, string? path)
    {
        var trace = report.Trace;
        var scenario = report.Replayed?.Scenario ?? scenarios.FirstOrDefault(scenario => scenario.Name == trace.Scenario);
        var (history, divergence) = Follow(report, scenario);
        var story = new Story(history);
        var (turn, conflict) = divergence is null
            ? Explain(report.Replayed!, history.HasOwnNames)
            : (new TurningPoint(null, "it could not be followed", null), []);
        var (pictures, pictureOf) = Pictures(history);
        return new CounterexampleView
        {
            Pictures = pictures,
            PictureOf = pictureOf,
            Id = $"{trace.Scenario}-{trace.Variant ?? "shipped"}-{trace.Violation.Property}".Replace(':', '-').Replace('/', '-'),
            Scenario = trace.Scenario,
            Summary = scenario?.Summary ?? string.Empty,
            Sizes = Sizes(scenario, trace.Parameters),
            Memory = trace.Memory,
            Variant = trace.Variant,
            Violation = Violation(history.Trace.Violation),
            Headline = Headlines.Of(story, turn, conflict),
            Replay = path is null ? null : $"interlock replay {path}",
            Divergence = divergence,
            Lanes = TwoRuns.Lanes(trace),
            Rows = new TimelineBuilder(story).Rows(),
            Differences = TimelineBuilder.Differences(story),
            Calls = story.Calls,
            Start = [.. history.Moments[0].Values.Select(value => new[] { value.Name, value.Value })],
            Held = [.. history.Moments.Select(moment => Held(trace, moment))],
            Violating = trace.Loop is null && trace.Steps.Count > 0 ? trace.Steps.Count : null,
            Turn = turn,
            Conflict = conflict,
            Loop = trace.Loop + 1,
        };
    }

    /// <summary>Sizes with what they mean.</summary>
    public static IReadOnlyList<SizeView> Sizes(Scenario? scenario, IReadOnlyDictionary<string, int> values) =>
    [
        .. values.Select(size => new SizeView(
            size.Key, size.Value, scenario?.Parameters.FirstOrDefault(parameter => parameter.Name == size.Key)?.Meaning ?? string.Empty)),
    ];

    /// <summary>A violation as the page shows it: of a state, not every value of it.</summary>
    public static ViolationView Violation(Violation violation)
    {
        var isWhole = violation.Kind == ViolationKind.Invariant && violation.Message.Length > 200;
        return new ViolationView(
            violation.Property, violation.Kind.ToString(), isWhole
                ? $"{violation.Property} does not hold in the last state"
                : violation.Message);
    }

    private static (History History, string? Divergence) Follow(ReplayReport report, Scenario? scenario)
    {
        if (report.Replayed is not { } replayed)
        {
            return (Recorded(report.Trace, scenario), report.Divergence);
        }

        try
        {
            return (replayed.History, null);
        }
        catch (DivergenceException exception)
        {
            return (Recorded(report.Trace, scenario), exception.Message);
        }
    }

    private static (List<StatePicture> Pictures, List<int> Of) Pictures(History history)
    {
        var (pictures, texts, of) = (new List<StatePicture>(), new List<string>(), new List<int>());
        foreach (var moment in history.Moments)
        {
            var text = moment.Picture is null ? string.Empty : ViewerJson.Write(moment.Picture);
            if (moment.Picture is { } picture && !texts.Contains(text))
            {
                pictures.Add(picture);
                texts.Add(text);
            }

            of.Add(moment.Picture is null ? -1 : texts.IndexOf(text));
        }

        return (pictures, of);
    }

    private static (TurningPoint Turn, IReadOnlyList<int> Conflict) Explain(Replayed replayed, bool hasOwnNames)
    {
        var (trace, explanation) = (replayed.Trace, replayed.Explain());
        // What could have been done instead is told in the recording's names.
        var instead = !hasOwnNames && explanation.Alternative is { } alternative
            && alternative.Performed?.Operation.Kind != OperationKind.Choose
            ? $"{trace.Actors[alternative.Actor]}: {(alternative.Performed is { } performed ? Phrases.Of(performed) : alternative.Operation)}"
            : null;
        return (
            new TurningPoint(explanation.Inevitable + 1, explanation.NotInevitable, instead),
            explanation.Conflict is { } conflict ? [conflict.First.Step + 1, conflict.Second.Step + 1] : []);
    }

    // From the last state back to the first, by what each step has changed.
    private static History Recorded(Trace trace, Scenario? scenario)
    {
        var moments = new List<Moment> { new(trace.Final, [], [], null) };
        foreach (var step in trace.Steps.Reverse())
        {
            var before = moments[0].Values.ToDictionary(value => value.Name, value => value.Value);
            foreach (var change in step.Changes.Concat(step.Further.SelectMany(further => further.Changes)).Reverse())
            {
                before[change.Name] = change.Before;
            }

            moments.Insert(0, new Moment([.. moments[0].Values.Select(value => value with { Value = before[value.Name] })], [], [], null));
        }

        return new History(trace, moments) { Meanings = Meanings(trace, scenario) };
    }

    // Words mean what they mean in the scenario as it is now, as far as there is one.
    private static IReadOnlyDictionary<string, WordMeaning> Meanings(Trace trace, Scenario? scenario)
    {
        try
        {
            return scenario?.Build(new Sizes(scenario, trace.Parameters), trace.Variant).Meanings ?? new Dictionary<string, WordMeaning>();
        }
        catch (ArgumentException)
        {
            return new Dictionary<string, WordMeaning>();
        }
    }

    private static IReadOnlyList<HeldView> Held(Trace trace, Moment moment) =>
    [
        .. moment.Vcpus.Select(view => new HeldView(
            trace.Actors[view.Vcpu],
            string.Join(" or, until the next ISB, ", view.Earlier.Prepend(view.Vttbr).Select(ValueText.Vttbr)),
            [.. view.Held.Where(entry => entry.IsInMemory).Select(HeldText.Of)],
            [.. view.Held.Where(entry => !entry.IsInMemory).Select(HeldText.Of)],
            [.. view.Pending.Select(Pending)])),
    ];

    private static string Pending(PendingTlbi pending)
    {
        var what = $"{Phrases.Tlbi(pending.Kind, pending.IpaPage)} of VMID {pending.Vmid}: " +
            (pending.IsSynchronized ? "complete, not yet certain for this vCPU itself until its next ISB" : "not complete: no DSB yet");
        return pending.Missed.Count == 0 ? what : $"{what}; may miss the old {string.Join(", ", pending.Missed)}";
    }
}
