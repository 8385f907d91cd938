using System.Text.RegularExpressions;
using Interlock.Litmus;

namespace Interlock.Cli.Output;

/// <summary>What a test is expected to come to.</summary>
/// <param name="IsAllowed">Whether its proposition can be reached.</param>
/// <param name="NeedsLoadBuffering">Whether by load buffering only.</param>
internal readonly record struct ExpectedVerdict(bool IsAllowed, bool NeedsLoadBuffering);

/// <summary>
/// A file of verdicts by name or path: <c>NAME Allowed</c> of the proposition (with <c>forall</c>, of its opposite), or <c>PATH,1</c> of the
/// condition with its quantifier. Or a table with tabs whose first line names the columns: name, model, verdict, source (which ends in a
/// colon and the path) and features; models are tso and aarch64.
/// </summary>
internal sealed partial class ExpectedVerdicts
{
    private readonly Dictionary<(string? Memory, string Key), (bool Holds, bool IsOfCondition, bool NeedsLoadBuffering)> verdicts = [];
    private readonly HashSet<(string? Memory, string Key)> ambiguous = [];

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
        List<string>? columns = null;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (number == 1 && line.Split('\t') is { Length: > 2 } header && header.Contains("verdict"))
            {
                columns = [.. header];
            }
            else if (columns is not null)
            {
                read.AddRow(columns, line.Split('\t'), $"{path}:{number}");
            }
            else if (line.Trim().Length > 0 && !line.StartsWith('#'))
            {
                read.Add(line, $"{path}:{number}");
            }
        }

        return read;
    }

    /// <summary>The verdict of a test: by its path, or a path that ends its path, else by its name; null if there is none.</summary>
    /// <param name="name">The test's name.</param>
    /// <param name="path">Its path.</param>
    /// <param name="memory">The memory model that it is judged under.</param>
    /// <param name="quantifier">The quantifier of its condition.</param>
    public ExpectedVerdict? Of(string name, string path, string memory, Quantifier quantifier)
    {
        var parts = path.Replace('\\', '/').Split('/');
        foreach (var key in Enumerable.Range(0, parts.Length).Select(from => string.Join('/', parts[from..])).Append(name))
        {
            foreach (var model in new[] { memory, null })
            {
                if (!ambiguous.Contains((model, key)) && verdicts.TryGetValue((model, key), out var verdict))
                {
                    return Of(verdict, quantifier);
                }
            }
        }

        return null;
    }

    // That nothing can contradict "forall" and "~exists" is that what is sought cannot be reached.
    private static ExpectedVerdict Of((bool Holds, bool IsOfCondition, bool NeedsLoadBuffering) verdict, Quantifier quantifier) => new(
        verdict.IsOfCondition && quantifier != Quantifier.Exists ? !verdict.Holds : verdict.Holds, verdict.NeedsLoadBuffering);

    // A row is known by its path, and by its name where all rows of that name say the same.
    private void AddRow(List<string> columns, string[] cells, string place)
    {
        string Cell(string column) => columns.IndexOf(column) is >= 0 and var index && index < cells.Length ? cells[index] : string.Empty;
        var memory = Cell("model") switch { "tso" => "tso", "aarch64" => "armv8", _ => null };
        if (memory is null)
        {
            return;
        }

        var verdict = Cell("verdict") switch
        {
            "Allowed" => (true, false, Cell("features").Contains("needs-lb", StringComparison.Ordinal)),
            "Forbidden" => (false, false, false),
            var other => throw new ArgumentException($"{place}: a verdict is Allowed or Forbidden, not '{other}'."),
        };
        var source = Cell("source");
        var file = FileOf().Match(source[(source.IndexOf(':', StringComparison.Ordinal) + 1)..]).Value;
        verdicts[(memory, file)] = verdict;
        var name = (memory, Cell("name"));
        if (!verdicts.TryAdd(name, verdict) && verdicts[name] != verdict)
        {
            ambiguous.Add(name);
        }
    }

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
        var key = ((string?)null, match.Groups[1].Value);
        if (!verdicts.TryAdd(key, verdict) && verdicts[key] != verdict)
        {
            throw new ArgumentException($"{place}: {match.Groups[1].Value} has another verdict in a line before.");
        }
    }

    [GeneratedRegex(@"^.*?\.litmus")]
    private static partial Regex FileOf();

    [GeneratedRegex(@"^\s*(\S+?)(?:\s*,\s*|\s+)(Allowed|Allow|Forbidden|Forbid|Required|1|0)\b(.*)$")]
    private static partial Regex Line();
}
