using System.Globalization;
using System.Text;
using System.Threading;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Scenarios;

namespace Interlock.Explorer.Mutants;

/// <summary>Which memory models show a bug that sequential consistency hides.</summary>
public static class ModelMatrix
{
    /// <summary>The name that sequential consistency has here.</summary>
    public const string Sequential = "sc";

    /// <summary>The memory models under which a mutant is tried: all, or none if it needs none beside sequential consistency.</summary>
    public static IReadOnlyList<string> ModelsOf(Mutant mutant)
    {
        ArgumentNullException.ThrowIfNull(mutant);
        return mutant.Memory is null ? [] : [Sequential, .. MemoryModels.All.Keys];
    }

    /// <summary>
    /// Whether a mutant says that it is found under a memory model. What sequential consistency shows, every other model shows.
    /// </summary>
    public static bool IsShown(Mutant mutant, string model)
    {
        ArgumentNullException.ThrowIfNull(mutant);
        return mutant.Memory is null || (model != Sequential && !mutant.HiddenUnder.Contains(model));
    }

    /// <summary>The sizes of a mutant under a memory model.</summary>
    public static IReadOnlyDictionary<string, int> SizesUnder(Mutant mutant, string model)
    {
        ArgumentNullException.ThrowIfNull(mutant);
        return mutant.SizesUnder(model == Sequential ? null : model);
    }

    /// <summary>What is found of a mutant under a memory model, every property judged.</summary>
    public static Lone Under(Scenario scenario, Mutant mutant, string model, CancellationToken interrupt = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(mutant);
        var sizes = new Sizes(scenario, SizesUnder(mutant, model));
        return Of(new Exploration(scenario.Build(sizes, mutant.Name)).Run(interrupt: interrupt));
    }

    /// <summary>What a search found.</summary>
    public static Lone Of(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        bool? caught = report.Verdict switch
        {
            Verdict.Violated => true,
            Verdict.Verified => false,
            _ => null,
        };
        return new Lone(caught, report.Counterexample?.Schedule.Count ?? 0, report.States, report.Elapsed);
    }

    /// <summary>The bugs that sequential consistency hides, as a section of a document; empty if there are none.</summary>
    public static string Write(IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var weak = trials.Where(trial => trial.Mutant.Memory is not null).ToList();
        if (weak.Count == 0)
        {
            return "";
        }

        var models = ModelsOf(weak[0].Mutant);
        var text = new StringBuilder("## Memory models\n\n")
            .Append("Sequential consistency hides these bugs. Each number is the length, in steps, of a shortest counterexample\n")
            .Append("under a memory model; `-` means that the bug breaks nothing under it at these sizes. Bold marks the model of\n")
            .Append("the recorded trace.\n\n")
            .Append("| mutant ").AppendJoin(' ', models.Select(model => $"| {model}")).Append(" |\n| --- ")
            .AppendJoin(' ', models.Select(_ => "| --:")).Append(" |\n");
        foreach (var trial in weak)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {trial.Mutant.Name} ")
                .AppendJoin(' ', models.Select(model => $"| {Cell(trial, model)}")).Append(" |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Cell(Trial trial, string model)
    {
        var found = trial.Models[model];
        var text = found.Caught is null ? "?" : found.Caught.Value ? $"{found.Length}" : "-";
        return model == trial.Mutant.Memory ? $"**{text}**" : text;
    }
}
