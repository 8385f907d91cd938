using Interlock.Explorer.Traces;

namespace Interlock.Viewer.Reports;

/// <summary>
/// How a trace of two executions side by side is written: who takes a step in one of them is named with which, and what differs is
/// written as <c>left | right</c>.
/// </summary>
internal static class TwoRuns
{
    private const string Apart = " | ";

    private static readonly string[] Names = ["left", "right"];

    /// <summary>The runs of a trace; none if it is of one execution.</summary>
    public static IReadOnlyList<string> Of(Trace trace) =>
        trace.Actors.Any(actor => RunOf(actor) is not null) ? Names : [];

    /// <summary>The run in which an actor takes steps; null if in both, or if there is one run only.</summary>
    public static string? RunOf(string actor) => Names.FirstOrDefault(name => actor.EndsWith($" {name}", StringComparison.Ordinal));

    /// <summary>Who an actor is, whichever run it is in.</summary>
    public static string BaseOf(string actor) => RunOf(actor) is { } run ? actor[..^(run.Length + 1)] : actor;

    /// <summary>Whether a text is of two runs that differ.</summary>
    public static bool Differs(string text) => text.Contains(Apart, StringComparison.Ordinal);

    /// <summary>A text of both, as each run has it.</summary>
    public static (string Left, string Right) Split(string text) =>
        text.Split(Apart) is [var left, var right] ? (left, right) : (text, text);

    /// <summary>The lanes of a trace: those of the left run first.</summary>
    public static IReadOnlyList<LaneView> Lanes(Trace trace)
    {
        var runs = Of(trace);
        return runs.Count == 0
            ? [.. trace.Actors.Select(actor => new LaneView(actor, null))]
            : [.. runs.SelectMany(run => Actors(trace).Select(actor => new LaneView(actor, run)))];
    }

    /// <summary>The lane of an actor, and the other one if it takes its step in both runs.</summary>
    public static (int Lane, int? Twin) LaneOf(Trace trace, int actor)
    {
        if (Of(trace).Count == 0)
        {
            return (actor, null);
        }

        var actors = Actors(trace);
        var at = actors.IndexOf(BaseOf(trace.Actors[actor]));
        return RunOf(trace.Actors[actor]) switch
        {
            null => (at, actors.Count + at),
            "left" => (at, null),
            _ => (actors.Count + at, null),
        };
    }

    private static List<string> Actors(Trace trace) => [.. trace.Actors.Where(actor => RunOf(actor) is null)];
}
