using System.CommandLine;
using Interlock.Explorer.Search;

namespace Interlock.Cli.Commands;

/// <summary>How <c>check</c> is told to search.</summary>
internal sealed class SearchArguments
{
    private readonly Option<string> search = OneOf("--search", "Order of the search.", "bfs", "dfs");
    private readonly Option<string> fingerprint =
        OneOf("--fingerprint", "What the visited set keeps of a state.", "64", "128", "exact");

    private readonly Option<int> workers = new("--workers")
    {
        Description = "Threads that search; default: all cores.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<long?> maxStates = new("--max-states") { Description = "States after which to stop." };
    private readonly Option<double?> maxSeconds = new("--max-seconds") { Description = "Seconds after which to stop." };
    private readonly Option<int?> maxDepth = new("--max-depth") { Description = "Steps beyond which not to look." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[search, fingerprint, workers, maxStates, maxSeconds, maxDepth])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The options as they were given.</summary>
    /// <exception cref="ArgumentException">One of them is out of range.</exception>
    public SearchOptions Of(ParseResult parsed) => new(
        parsed.GetValue(search) == "dfs" ? SearchOrder.DepthFirst : SearchOrder.BreadthFirst,
        parsed.GetValue(fingerprint) switch
        {
            "128" => FingerprintKind.Bits128,
            "exact" => FingerprintKind.Exact,
            _ => FingerprintKind.Bits64,
        },
        AtLeast(1, parsed.GetValue(workers), 256, workers)!.Value,
        AtLeast(1, parsed.GetValue(maxStates), long.MaxValue, maxStates),
        AtLeast(0.001, parsed.GetValue(maxSeconds), 1e9, maxSeconds) is { } seconds
            ? TimeSpan.FromSeconds(seconds)
            : null,
        AtLeast(0, parsed.GetValue(maxDepth), int.MaxValue - 1, maxDepth));

    private static T? AtLeast<T>(T least, T? value, T most, Option option)
        where T : struct, IComparable<T> =>
        value is null || (value.Value.CompareTo(least) >= 0 && value.Value.CompareTo(most) <= 0)
            ? value
            : throw new ArgumentException($"{option.Name} takes a number from {least} to {most}, not {value}.");

    private static Option<string> OneOf(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => values[0] };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
