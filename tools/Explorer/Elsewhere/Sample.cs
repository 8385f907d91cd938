using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Elsewhere;

/// <summary>What code of a scenario did in one process, for another to do again.</summary>
public sealed record Sample
{
    private const int MostSteps = 20_000;
    private const int StepBytes = sizeof(int) + (2 * sizeof(ulong)) + sizeof(bool);

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>Its class, if it is not of the catalogue; null if it is.</summary>
    public string? Type { get; init; }

    /// <summary>The file of the class's assembly; null if it is of the catalogue.</summary>
    public string? Assembly { get; init; }

    /// <summary>Its sizes.</summary>
    public required IReadOnlyDictionary<string, int> Sizes { get; init; }

    /// <summary>The mutant or benign variant; null for production code.</summary>
    public string? Variant { get; init; }

    /// <summary>What code did from one operation to the next.</summary>
    public required byte[] Steps { get; init; }

    /// <summary>The states of a few executions, as hashes.</summary>
    public required IReadOnlyList<ulong> States { get; init; }

    /// <summary>Takes a sample.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="sizes">Its sizes.</param>
    /// <param name="variant">The variant.</param>
    /// <param name="explored">The system of it that was explored.</param>
    /// <param name="catalogue">The scenarios that the other process knows by name.</param>
    public static Sample Of(
        Scenario scenario, Sizes sizes, string? variant, TransitionSystem explored, IReadOnlyList<Scenario> catalogue)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(explored);
        ArgumentNullException.ThrowIfNull(catalogue);
        var isOfCatalogue = catalogue.Any(known => known.Name == scenario.Name && known.GetType() == scenario.GetType());
        return new Sample
        {
            Scenario = scenario.Name,
            Type = isOfCatalogue ? null : scenario.GetType().FullName,
            Assembly = isOfCatalogue ? null : scenario.GetType().Assembly.Location,
            Sizes = sizes.Values,
            Variant = variant,
            Steps = Packed(explored.CodeSteps(MostSteps)),
            States = SampleWalks.Of(scenario.Build(sizes, variant)),
        };
    }

    /// <summary>Builds the scenario again, here, and does all of it again.</summary>
    /// <param name="catalogue">The scenarios known by name.</param>
    /// <returns>What was something else first; null if all was the same.</returns>
    public string? FirstOther(IReadOnlyList<Scenario> catalogue) => Rerun.InUnusualCulture(() =>
    {
        var scenario = Type is null ? catalogue.Single(known => known.Name == Scenario)
            : (Scenario)Activator.CreateInstance(System.Reflection.Assembly.LoadFrom(Assembly!).GetType(Type, throwOnError: true)!)!;
        var sizes = new Sizes(scenario, Sizes);
        return scenario.Build(sizes, Variant).FirstOther(Unpacked(Steps)) ?? SampleWalks.FirstOther(scenario.Build(sizes, Variant), States);
    });

    private static byte[] Packed(IReadOnlyList<CodeStep> steps)
    {
        using var bytes = new MemoryStream(steps.Count * StepBytes);
        using var writer = new BinaryWriter(bytes);
        foreach (var step in steps)
        {
            writer.Write(step.From);
            writer.Write(step.Result);
            writer.Write(step.OnlyWakes);
            writer.Write(step.Content);
        }

        return bytes.ToArray();
    }

    private static List<CodeStep> Unpacked(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var steps = new List<CodeStep>();
        for (var read = 0; read < bytes.Length; read += StepBytes)
        {
            steps.Add(new CodeStep(reader.ReadInt32(), reader.ReadUInt64(), reader.ReadBoolean(), reader.ReadUInt64()));
        }

        return steps;
    }
}
