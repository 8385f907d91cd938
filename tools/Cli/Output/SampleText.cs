using Interlock.Explorer.Verdicts;

namespace Interlock.Cli.Output;

/// <summary>What random walks came to, for people: never to be mistaken for a proof.</summary>
internal static class SampleText
{
    public static string Numbers(Report report, Sampling sampling)
    {
        var numbers = $"{sampling.Walks:N0} walks, {sampling.Steps:N0} steps, " +
            $"{(sampling.StatesAreAtLeast ? "at least " : string.Empty)}{report.States:N0} distinct states, " +
            $"depth {report.Depth}, {report.Elapsed.TotalSeconds:0.00} s, {report.Workers} workers; seed {sampling.Seed}";
        return report.Verdict == Verdict.Violated
            ? $"{numbers}; a counterexample that was shortened, not a shortest one"
            : numbers;
    }

    public static string Bound(Sampling sampling) =>
        $"sampled: {EndedBy(sampling)}, and {sampling.CutByDepth:N0} walks were cut off at --max-depth. " +
        "Nothing was found; nothing is proved.";

    /// <summary>What was seen, what was not, and what walks cannot see.</summary>
    public static List<string> Coverage(Report report, Sampling sampling)
    {
        var seen = report.Witnesses.Where(witness => witness.Value > 0).ToDictionary();
        var unseen = report.Witnesses.Keys.Where(witness => !seen.ContainsKey(witness)).ToList();
        var lines = new List<string>();
        if (seen.Count > 0)
        {
            lines.Add($"seen: {Counts(seen)}");
        }

        if (unseen.Count > 0)
        {
            lines.Add($"not seen: {string.Join(", ", unseen)}");
        }

        if (sampling.NotChecked.Count > 0)
        {
            lines.Add($"not checked: {string.Join("; ", sampling.NotChecked)}");
        }

        return lines;
    }

    public static string Counts(IReadOnlyDictionary<string, long> witnesses) =>
        string.Join(", ", witnesses.Select(seen => $"{seen.Key} {seen.Value:N0}"));

    private static string EndedBy(Sampling sampling) => sampling.EndedBy switch
    {
        "interrupted" => "interrupted",
        "memory-bytes" => "the machine's memory ended it",
        var bound => $"--{bound} ended it",
    };
}
