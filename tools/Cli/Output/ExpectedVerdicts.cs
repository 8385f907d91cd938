using System.Text.RegularExpressions;
using Interlock.Litmus;

namespace Interlock.Cli.Output;

/// <summary>What a test is expected to come to.</summary>
/// <param name="IsAllowed">Whether its proposition can be reached.</param>
/// <param name="NeedsLoadBuffering">Whether by load buffering only.</param>
internal readonly record struct ExpectedVerdict(bool IsAllowed, bool NeedsLoadBuffering);

/// <summary>
/// A file of verdicts by name or path: <c>NAME Allowed</c> of the proposition (with <c>forall</c>, of its opposite), or <c>PATH,1</c> of the
/// condition with its quantifier.
/// </summary>
internal sealed partial class ExpectedVerdicts
{
    private readonly Dictionary<string, (bool Holds, bool IsOfCondition, bool NeedsLoadBuffering)> verdicts = [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="ArgumentException">There is no such file, or a line of it is of neither form.</exception>
    public static ExpectedVerdicts Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ArgumentException($"There is no file '{path}'.");
        }

        var read = new ExpectedVerdicts();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Trim().Length > 0 && !line.StartsWith('#'))
            {
                read.Add(line, $"{path}:{number}");
            }
        }

        return read;
    }

    /// <summary>The verdict of a test: by its path, or a path that ends its path, else by its name; null if there is none.</summary>
    public ExpectedVerdict? Of(string name, string path, Quantifier quantifier)
    {
        var parts = path.Replace('\\', '/').Split('/');
        for (var from = 0; from < parts.Length; from++)
        {
            if (verdicts.TryGetValue(string.Join('/', parts[from..]), out var verdict))
            {
                return Of(verdict, quantifier);
            }
        }

        return verdicts.TryGetValue(name, out var named) ? Of(named, quantifier) : null;
    }

    // That nothing can contradict "forall" and "~exists" is that what is sought cannot be reached.
    private static ExpectedVerdict Of((bool Holds, bool IsOfCondition, bool NeedsLoadBuffering) verdict, Quantifier quantifier) => new(
        verdict.IsOfCondition && quantifier != Quantifier.Exists ? !verdict.Holds : verdict.Holds, verdict.NeedsLoadBuffering);

    private void Add(string line, string place)
    {
        var match = Line().Match(line);
        if (!match.Success)
        {
            throw new ArgumentException($"{place}: a line is 'NAME-OR-PATH Allowed|Forbidden' or 'PATH,1|0', not '{line}'.");
        }

        var word = match.Groups[2].Value;
        var verdict = (
            word is "1" or "Allowed" or "Allow" or "Required",
            word is "1" or "0" or "Required",
            match.Groups[3].Value.Contains("needs-lb", StringComparison.Ordinal));
        if (!verdicts.TryAdd(match.Groups[1].Value, verdict) && verdicts[match.Groups[1].Value] != verdict)
        {
            throw new ArgumentException($"{place}: {match.Groups[1].Value} has another verdict in a line before.");
        }
    }

    [GeneratedRegex(@"^\s*(\S+?)(?:\s*,\s*|\s+)(Allowed|Allow|Forbidden|Forbid|Required|1|0)\b(.*)$")]
    private static partial Regex Line();
}
