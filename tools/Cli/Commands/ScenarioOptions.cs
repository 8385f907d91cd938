using System.CommandLine;
using System.Globalization;
using Interlock.Models.Scenarios;

namespace Interlock.Cli.Commands;

/// <summary>How commands name a scenario, its sizes and its variant.</summary>
internal static class ScenarioOptions
{
    public static Argument<string> One() =>
        new("scenario") { Description = "The scenario; 'interlock list' names them." };

    public static Argument<string[]> Many() => new("scenario")
    {
        Description = "Scenarios; all of them if none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<string[]> Parameters() => new("--parameter", "-p")
    {
        Description = "A size, as name=value; may be repeated.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<string?> Mutant() =>
        new("--mutant") { Description = "A mutant or near-miss in place of the code that ships." };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object instead of text." };

    /// <summary>The named scenarios, or all.</summary>
    /// <exception cref="ArgumentException">One of them does not exist.</exception>
    public static IReadOnlyList<Scenario> Find(string[]? names) =>
        names is null or [] ? Catalogue.All : [.. names.Distinct().Select(Find)];

    /// <summary>One scenario.</summary>
    /// <exception cref="ArgumentException">It does not exist.</exception>
    public static Scenario Find(string name) => name.StartsWith('-')
        ? throw new ArgumentException($"There is no option '{name}' here; --help lists them.")
        : Catalogue.Find(name);

    /// <summary>Sizes as they were given.</summary>
    /// <exception cref="ArgumentException">One of them is not name=number.</exception>
    public static Dictionary<string, int> Sizes(string[]? given)
    {
        var sizes = new Dictionary<string, int>();
        foreach (var text in given ?? [])
        {
            var parts = text.Split('=', 2);
            if (parts.Length != 2
                || !int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            {
                throw new ArgumentException($"'{text}' is not a size: write name=number, as in -p vcpus=3.");
            }

            sizes[parts[0]] = value;
        }

        return sizes;
    }

    /// <summary>The sizes for each of several scenarios: each takes what it has a parameter for.</summary>
    /// <exception cref="ArgumentException">A size fits none of them, or is out of range.</exception>
    public static IReadOnlyList<Sizes> SizesFor(IReadOnlyList<Scenario> scenarios, Dictionary<string, int> given)
    {
        foreach (var name in given.Keys)
        {
            if (!scenarios.Any(scenario => scenario.Parameters.Any(parameter => parameter.Name == name)))
            {
                throw new ArgumentException(
                    $"No parameter '{name}': {string.Join("; ", scenarios.Select(scenario =>
                        $"{scenario.Name} has {string.Join(", ", scenario.Parameters.Select(known => known.Name))}"))}.");
            }
        }

        return [.. scenarios.Select(scenario => new Sizes(
            scenario,
            given.Where(size => scenario.Parameters.Any(parameter => parameter.Name == size.Key)).ToDictionary()))];
    }
}
