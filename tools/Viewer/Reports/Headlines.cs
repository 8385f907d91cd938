using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Viewer.Reports;

/// <summary>Says what a counterexample shows, by the kind of violation.</summary>
internal static class Headlines
{
    // A plain model has few steps, each of them an action with a name: all are shown.
    private const int FewSteps = 8;

    // What must hold whenever locks are released, and may be otherwise while a call is at work.
    private static readonly string[] AtRelease =
    [
        "refinement", "one-owner", "shares-pair-up", "vm-maps-own-or-borrowed", "counts-exact", "one-vmid-one-root",
        "no-stale-translation", "no-stale-table", "no-orphan-vmid",
    ];

    /// <summary>The headline.</summary>
    /// <param name="story">The counterexample.</param>
    /// <param name="turn">The step that made the violation inevitable, as far as it is known.</param>
    /// <param name="conflict">The steps of the last two accesses that conflict and matter, from one; none if there are none.</param>
    public static Headline Of(Story story, TurningPoint turn, IReadOnlyList<int> conflict)
    {
        ArgumentNullException.ThrowIfNull(story);
        var told = RegimeHeadline.Of(story)
            ?? ReachedHeadline.Of(story)
            ?? HeldHeadline.Of(story)
            ?? WaitHeadline.Of(story)
            ?? TwoHoldersHeadline.Of(story)
            ?? CallHeadline.Of(story)
            ?? Plain(story);
        var (decisive, end) = (told.Decisive.ToDictionary(step => step.Step), story.Trace.Steps.Count);
        if (story.Runs.Count > 0 && FirstDifference(story) is { } apart)
        {
            decisive[apart] = new DecisiveStep(
                apart, "runs differ", $"{Say(story, apart)}: from here on the two runs are not in the same state");
        }

        if (turn.Step is { } inevitable && !decisive.ContainsKey(inevitable))
        {
            decisive[inevitable] = inevitable == end
                ? new DecisiveStep(end, "violation", $"{Say(story, end)}. {Broken(story)}")
                : new DecisiveStep(inevitable, "no way back", $"{Say(story, inevitable)}. From here on, the violation cannot be avoided");
        }

        foreach (var step in conflict.Where(step => step != end && decisive.Count < 3 && !decisive.ContainsKey(step)))
        {
            decisive[step] = new DecisiveStep(step, "conflict", Say(story, step));
        }

        var evidence = told.Evidence.Count > 0 || story.Last?.Performed?.Translation is not null ? [] : EvidentWord.Of(story);
        foreach (var writer in evidence.Select(found => found.Writer).OfType<Occurrence>().OrderByDescending(writer => writer.Step)
            .Where(writer => decisive.Count < 4 && writer.Step != end && !decisive.ContainsKey(writer.Step)))
        {
            var during = story.CallOf(writer) is { } call ? $", in {call.Text}" : string.Empty;
            decisive[writer.Step] = new DecisiveStep(writer.Step, "writes", $"{Say(story, writer.Step)}{during}");
        }

        if (story.Trace.Loop is { } loop)
        {
            Repeat(story, decisive, loop + 1, end);
        }

        if (story.All.All(occurrence => occurrence.Performed is null) && end <= FewSteps)
        {
            foreach (var step in Enumerable.Range(1, end).Where(step => !decisive.ContainsKey(step) && step < end))
            {
                decisive[step] = new DecisiveStep(step, string.Empty, Say(story, step));
            }
        }

        if (end > 0 && story.Trace.Loop is null && !decisive.ContainsKey(end))
        {
            decisive[end] = new DecisiveStep(end, "violation", $"{Say(story, end)}. {Broken(story)}");
        }

        return told with
        {
            Summary = told.Summary + Written(story, evidence),
            Title = told.Title.Length > 0 ? told.Title : PropertyMeanings.Of(story.Violation.Property).Broken,
            Decisive = [.. decisive.Values.OrderBy(step => step.Step)],
            Evidence = told.Evidence.Count > 0 ? told.Evidence : [.. evidence.Select(found => found.Text)],
        };
    }

    /// <summary>A text as a sentence. Names stay as they are written in the code.</summary>
    public static string Sentence(string text)
    {
        var said = text.Replace("vm ", "VM ", StringComparison.Ordinal).Replace("vmid ", "VMID ", StringComparison.Ordinal).TrimEnd('.');
        return said.Length == 0 ? said
            : said.StartsWith("vcpu", StringComparison.Ordinal) ? $"{said}."
            : $"{char.ToUpperInvariant(said[0])}{said[1..]}.";
    }

    /// <summary>A step in words: its operations of note.</summary>
    public static string Say(Story story, int step)
    {
        var operations = story.All.Where(occurrence => occurrence.Step == step).ToList();
        if (operations.TrueForAll(occurrence => occurrence.Kind == OperationKind.Choose) && story.CallOf(operations[0]) is { } call)
        {
            return $"{operations[0].Name} decides to call {Asked(call)}";
        }

        // In a step of several operations, taking and releasing locks goes without saying.
        var worth = operations.Where(occurrence => occurrence.Writes || occurrence.Operation.Notes.Count > 0).ToList();
        var telling = worth.Where(occurrence => occurrence.Performed?.Meaning.Kind
            is not (WordKind.NextTicket or WordKind.ServedTicket or WordKind.Mutex)).ToList();
        worth = telling.Count > 0 ? telling : worth;
        var said = (worth.Count > 0 ? worth : [operations[^1]])
            .Select(occurrence => occurrence.Performed is { } performed ? Phrases.Of(performed) : occurrence.Operation.Operation);
        var text = string.Join(", ", said.Take(3)) + (worth.Count > 3 ? " …" : string.Empty);
        return $"{operations[0].Name} {text}";
    }

    /// <summary>A call without its answer.</summary>
    public static string Asked(TimelineCall call) => call.Text.Split("): ")[0] is var asked && asked.EndsWith(')') ? asked : $"{asked})";

    private static Headline Plain(Story story)
    {
        var violation = story.Violation;
        var message = story.EvidenceOf<BrokenCondition>() is not null
            ? PropertyMeanings.Of(violation.Property).Demand
            : Sentence(violation.Message);
        var during = story.Last is { } last && story.CallOf(last) is { } call
            ? $" {last.Name} was in {call.Text}, [[{call.First}]] to [[{call.Last}]]."
            : string.Empty;
        return new Headline(Claim(story) is { } claim ? Title(claim) : string.Empty, message + during, [], []);
    }

    /// <summary>What an assertion claims that does not hold; null if something else is broken.</summary>
    public static string? Claim(Story story) => story.EvidenceOf<FailedClaim>()?.Claim;

    /// <summary>A claim that does not hold, as a title.</summary>
    public static string Title(string claim) => $"It does not hold that {claim}";

    private static int? FirstDifference(Story story)
    {
        for (var step = 1; step < story.History.Moments.Count; step++)
        {
            if (story.History.Moments[step].Values.Any(value => TwoRuns.Differs(value.Value)))
            {
                return step;
            }
        }

        return null;
    }

    // The execution goes on for ever: where it begins to repeat itself, and who takes part.
    private static void Repeat(Story story, Dictionary<int, DecisiveStep> decisive, int first, int last)
    {
        if (first > last)
        {
            decisive[last] = new DecisiveStep(last, "last step", $"{Say(story, last)}. After it nobody can take a step, for ever");
            return;
        }

        var actors = story.All.Where(occurrence => occurrence.Step >= first).Select(occurrence => occurrence.Name).Distinct().ToList();
        var others = story.Trace.Actors.Where(actor => TwoRuns.RunOf(actor) is null && !actors.Contains(actor)).ToList();
        var absent = others.Count == 0
            ? string.Empty
            : $"; {string.Join(", ", others)} take{(others.Count == 1 ? "s" : string.Empty)} no step in it";
        decisive[first] = new DecisiveStep(first, "loop begins", $"{Say(story, first)}{absent}");
        decisive[last] = new DecisiveStep(
            last, first == last ? "loop" : "loop ends", $"{Say(story, last)}; then [[{first}]] again, for ever");
    }

    // A call that breaks a property of memory mostly writes one word too many or one too few.
    private static string Written(Story story, IReadOnlyList<EvidentWord> evidence)
    {
        if (!AtRelease.Contains(story.Violation.Property) || story.Last is not { } last || story.CallOf(last) is not { } call)
        {
            return string.Empty;
        }

        bool IsWritten(EvidentWord word) => word.Writer is { } writer && writer.Actor == call.Lane && writer.Step >= call.First;
        var (written, left) = (
            evidence.Where(IsWritten).Select(word => word.Name).ToList(),
            evidence.Where(word => !IsWritten(word)).Select(word => word.Name).ToList());
        var wrote = written.Count == 0 ? string.Empty : $" It wrote {string.Join(", ", written)}";
        var kept = left.Count == 0 ? string.Empty : $"{(written.Count == 0 ? " It" : ", and")} did not write {string.Join(", ", left)}";
        return wrote.Length + kept.Length == 0 ? string.Empty : $"{wrote}{kept}.";
    }

    private static string Broken(Story story) => AtRelease.Contains(story.Violation.Property)
        ? "Here the property must hold again, and does not"
        : "Here the property breaks";
}

/// <summary>The step that made a violation inevitable.</summary>
/// <param name="Step">Which, from one; null if there is none or nobody knows.</param>
/// <param name="Unknown">Why there is none, in a sentence; null if there is one.</param>
/// <param name="Alternative">What could have been done instead; null if there is no such step.</param>
public sealed record TurningPoint(int? Step, string? Unknown, string? Alternative);
