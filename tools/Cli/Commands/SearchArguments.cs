using System.CommandLine;
using System.Globalization;
using Interlock.Explorer;
using Interlock.Explorer.Walks;
using Interlock.Semantics.Transitions;

namespace Interlock.Cli.Commands;

/// <summary>How <c>check</c> is told to search.</summary>
internal sealed class SearchArguments
{
    private readonly Option<string> search =
        OneOf("--search", "Order of the search; random: sample walks instead, which finds and never verifies.", "bfs", "dfs", "random");
    private readonly Option<string> fingerprint =
        OneOf("--fingerprint", "What the visited set keeps of a state.", "64", "128", "exact");

    private readonly Option<int> workers = new("--workers")
    {
        Description = "Threads that search; default: all cores.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<long?> maxStates = new("--max-states") { Description = "States after which to stop." };
    private readonly Option<double?> maxSeconds = new("--max-seconds") { Description = "Seconds after which to stop." };
    private readonly Option<int?> maxDepth =
        new("--max-depth") { Description = "Steps beyond which not to look; of random walks 1000 by default." };
    private readonly Option<bool> keepGoing = new("--keep-going")
    {
        Description = "Search on although the state plainly grows for ever; otherwise that ends the search as incomplete.",
    };

    private readonly Option<long?> walks = new("--walks")
    {
        Description = "With --search random, walks after which to stop; 1000 if no other bound is given.",
    };

    private readonly Option<string?> seed = new("--seed")
    {
        Description = "What the key of fingerprints follows from; default: drawn anew, and printed. With --search random, what all choices follow from; default: 1.",
    };

    private IEnumerable<Option> All => [search, fingerprint, workers, maxStates, maxSeconds, maxDepth, keepGoing, walks, seed];

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The names of those that were given.</summary>
    public IEnumerable<string> Given(ParseResult parsed) =>
        All.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name);

    /// <summary>How to walk, if random walks were asked for; null if not.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or is of the other kind of search.</exception>
    public WalkOptions? WalksOf(ParseResult parsed)
    {
        if (parsed.GetValue(search) != "random")
        {
            return null;
        }

        if (Given(parsed).Contains(fingerprint.Name))
        {
            throw new ArgumentException($"{fingerprint.Name} does not go with --search random, which always keeps 64 bits.");
        }

        var (maxWalks, states, time) = (AtLeast(1, parsed.GetValue(walks), long.MaxValue, walks), MaxStates(parsed), MaxTime(parsed));
        var usual = new WalkOptions();
        return new WalkOptions(
            (ulong)(Seed(parsed, long.MaxValue) ?? usual.Seed),
            maxWalks ?? (states is null && time is null ? usual.Walks : null),
            AtLeast(1, parsed.GetValue(maxDepth), int.MaxValue - 1, maxDepth) ?? usual.MaxDepth,
            Workers(parsed),
            states,
            time);
    }

    /// <summary>How to search completely.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or is of random walks.</exception>
    public SearchOptions Of(ParseResult parsed)
    {
        if (Given(parsed).Contains(walks.Name))
        {
            throw new ArgumentException($"{walks.Name} goes with --search random only.");
        }

        return new SearchOptions(
            parsed.GetValue(search) == "dfs" ? SearchOrder.DepthFirst : SearchOrder.BreadthFirst,
            parsed.GetValue(fingerprint) switch
            {
                "128" => FingerprintKind.Bits128,
                "exact" => FingerprintKind.Exact,
                _ => FingerprintKind.Bits64,
            },
            Workers(parsed),
            MaxStates(parsed),
            MaxTime(parsed),
            AtLeast(0, parsed.GetValue(maxDepth), int.MaxValue - 1, maxDepth),
            Seed(parsed, UInt128.MaxValue) ?? FingerprintKey.Draw().Seed, // one for all scenarios, so that one option repeats it
            MemoryShare: SearchOptions.MostMemory,
            KeepGoing: parsed.GetValue(keepGoing));
    }

    private UInt128? Seed(ParseResult parsed, UInt128 most)
    {
        if (parsed.GetValue(seed) is not { } text)
        {
            return null;
        }

        return (text.StartsWith("0x", StringComparison.Ordinal)
            ? UInt128.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            : UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)) && number <= most
            ? number
            : throw new ArgumentException($"{seed.Name} takes a number from 0 to {most}, or 0x and hexadecimal digits, not '{text}'.");
    }

    private int Workers(ParseResult parsed) => AtLeast(1, parsed.GetValue(workers), 256, workers)!.Value;

    /// <summary>The bound on states; null if none was given.</summary>
    /// <exception cref="ArgumentException">It is out of range.</exception>
    public long? MaxStates(ParseResult parsed) => AtLeast(1, parsed.GetValue(maxStates), long.MaxValue, maxStates);

    private TimeSpan? MaxTime(ParseResult parsed) =>
        AtLeast(0.001, parsed.GetValue(maxSeconds), 1e9, maxSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

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
