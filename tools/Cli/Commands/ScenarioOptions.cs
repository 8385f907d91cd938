using System.CommandLine;
using System.Globalization;
using System.Numerics;
using Interlock.Catalogue;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;

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

    public static Option<string[]> Allow() => new("--allow")
    {
        Description =
            $"What the environment may do for no reason, and never has to: {string.Join(", ", LicenceNames.All.Keys)}; may be repeated.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<string> Memory()
    {
        var option = new Option<string>("--memory")
        {
            Description = "The memory model: sc (sequential consistency), tso (x86) or armv8; a verdict is about this one only.",
            DefaultValueFactory = _ => "sc",
        };
        option.AcceptOnlyFromAmong("sc", "tso", "armv8");
        return option;
    }

    public static Option<string?> Profile()
    {
        var option = new Option<string?>("--profile")
        {
            Description = "With --memory armv8, what atomics are made of: lse (the default), exclusives, or dotnet (a full barrier on both sides).",
        };
        option.AcceptOnlyFromAmong("lse", "exclusives", "dotnet");
        return option;
    }

    /// <summary>The sizes as they were given, with the memory model as one more.</summary>
    /// <exception cref="ArgumentException">There is a profile without Armv8, or a scenario that is not explored under the model.</exception>
    public static string[] WithMemory(IReadOnlyList<Scenario> scenarios, string[]? given, string memory, string? profile) =>
        ModelOf(scenarios, memory, profile) is { } model ? [.. given ?? [], $"{model}=1"] : given ?? [];

    /// <summary>The memory model as a size names it; null for sequential consistency.</summary>
    /// <exception cref="ArgumentException">A profile without Armv8, or a scenario that is not explored under the model.</exception>
    public static string? ModelOf(IReadOnlyList<Scenario> scenarios, string memory, string? profile)
    {
        if (profile is not null && memory != "armv8")
        {
            throw new ArgumentException("--profile goes with --memory armv8.");
        }

        if (memory == "sc")
        {
            return null;
        }

        return scenarios.FirstOrDefault(scenario => !scenario.TakesMemoryModels) is { } other
            ? throw new ArgumentException($"{other.Name} is explored under sequential consistency only, not under --memory {memory}.")
            : memory == "armv8" ? $"armv8-{profile ?? "lse"}"
            : memory;
    }

    public static Option<string?> Mutant() =>
        new("--mutant") { Description = "A mutant or near-miss in place of the code that ships." };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object instead of text." };

    /// <summary>The named scenarios, or all.</summary>
    /// <exception cref="ArgumentException">One of them does not exist.</exception>
    public static IReadOnlyList<Scenario> Find(string[]? names) =>
        names is null or [] ? ScenarioList.All : [.. names.Distinct().Select(Find)];

    /// <summary>One scenario.</summary>
    /// <exception cref="ArgumentException">It does not exist.</exception>
    public static Scenario Find(string name) => name.StartsWith('-')
        ? throw new ArgumentException($"There is no option '{name}' here; --help lists them.")
        : ScenarioList.Find(name);

    /// <summary>The sizes for a scenario, as they were given.</summary>
    /// <exception cref="ArgumentException">One of them is not name=number, fits no parameter, is out of range, or is given
    /// twice.</exception>
    public static Sizes SizesFor(Scenario scenario, string[]? given, string[]? allowed) => SizesFor([scenario], given, allowed)[0];

    /// <summary>The sizes for each of several scenarios: each takes what it has a parameter for.</summary>
    /// <exception cref="ArgumentException">One of them is not name=number, fits none of them, is out of range, or is given
    /// twice.</exception>
    public static IReadOnlyList<Sizes> SizesFor(IReadOnlyList<Scenario> scenarios, string[]? given, string[]? allowed)
    {
        var asked = new Dictionary<string, int>();
        foreach (var text in (given ?? []).Concat((allowed ?? []).Distinct().Select(licence => AsSize(scenarios, licence))))
        {
            if (text.Split('=', 2) is not [var name, var written]
                || !BigInteger.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            {
                throw new ArgumentException($"'{text}' is not a size: write name=number, as in -p vcpus=3.");
            }

            var taker = scenarios.FirstOrDefault(scenario => Of(scenario, name) is not null) ?? throw new ArgumentException(
                $"No parameter '{name}': {string.Join("; ", scenarios.Select(scenario =>
                    $"{scenario.Name} has {string.Join(", ", scenario.Parameters.Select(known => known.Name))}"))}.");
            if (value < int.MinValue || value > int.MaxValue)
            {
                throw new ArgumentException(
                    $"{taker.Name} takes {name} from {Of(taker, name)!.Min} to {Of(taker, name)!.Max}, not {value}.");
            }

            if (!asked.TryAdd(name, (int)value))
            {
                throw new ArgumentException($"-p {name} is given twice: say one size.");
            }
        }

        return
        [
            .. scenarios.Select(scenario => new Sizes(
                scenario, asked.Where(size => Of(scenario, size.Key) is not null).ToDictionary())),
        ];
    }

    // What is allowed is a size besides the others, so that whatever names sizes names it: traces, graphs, reports.
    private static string AsSize(IReadOnlyList<Scenario> scenarios, string licence) =>
        !LicenceNames.All.ContainsKey(licence)
            ? throw new ArgumentException(
                $"There is nothing called '{licence}' to allow; there is: {string.Join(", ", LicenceNames.All.Keys)}.")
        : !scenarios.Any(scenario => Of(scenario, licence) is not null)
            ? throw new ArgumentException($"{string.Join(", ", scenarios.Select(scenario => scenario.Name))}: there is nothing to which '--allow {licence}' makes a difference that would be explored.")
        : $"{licence}=1";

    private static Parameter? Of(Scenario scenario, string name) =>
        scenario.ParametersAndLicences.FirstOrDefault(parameter => parameter.Name == name);
}
