using System.Globalization;
using System.Text;
using Interlock.Semantics.Scenarios;

namespace Interlock.Explorer.Mutants;

/// <summary>A kill matrix as a document: nothing in it depends on the machine that it is made on.</summary>
public static class KillMarkdown
{
    /// <summary>The whole document.</summary>
    /// <param name="trials">What was tried.</param>
    /// <param name="waiting">The mutants that cannot be seeded yet.</param>
    /// <param name="row">A mutant's row of what each property finds alone, if it is known already; null if the trials know it.</param>
    public static string Write(IReadOnlyList<Trial> trials, IEnumerable<WaitingMutant> waiting, Func<Trial, string>? row = null) =>
        $"{Families(trials)}\n{Alone(trials, row ?? Row)}\n{Waiting(waiting)}";

    /// <summary>What finds each bug, by families.</summary>
    public static string Families(IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var text = new StringBuilder("# The kill matrix\n\n")
            .Append("Every seeded bug, with what finds it and after how many states; and beside it a harmless variant that must pass. ")
            .Append("`interlock mutants --markdown FILE` writes this document.\n");
        foreach (var family in trials.GroupBy(trial => trial.Mutant.Family).OrderBy(family => family.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {NameOf(family.Key)}\n\n")
                .Append("| mutant | taken from | scenario | found by | steps | states | near-miss |\n")
                .Append("| --- | --- | --- | --- | --: | --: | --- |\n");
            foreach (var trial in family)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {trial.Mutant.Name} | {trial.Mutant.Origin} | {Place(trial)} ")
                    .Append(CultureInfo.InvariantCulture, $"| {(trial.Killed ? trial.Mutant.Property : "**survives**")} | {trial.Length} ")
                    .Append(CultureInfo.InvariantCulture, $"| {trial.Report.States:N0} | {trial.Mutant.NearMiss}{(trial.Passed ? "" : " **flagged**")} |\n");
            }
        }

        return text.ToString();
    }

    private static string Alone(IReadOnlyList<Trial> trials, Func<Trial, string> row)
    {
        var text = new StringBuilder("## Each property alone\n\n")
            .Append("Steps of the shortest counterexample when one property is judged and no other: `-` it finds nothing, ")
            .Append(CultureInfo.InvariantCulture, $"`?` open after {KillMatrix.MostStates:N0} states, or since something on which the search relies was broken. ")
            .Append("Bold is what is found first with all of them. A run-time error or an assertion ends its CPU, whether it is judged or not.\n");
        foreach (var group in trials.GroupBy(trial => string.Join(", ", trial.Scenario.Properties)))
        {
            var properties = group.First().Scenario.Properties;
            text.Append("\n| mutant ").AppendJoin(' ', properties.Select((_, index) => $"| {index + 1}")).Append(" |\n| --- ")
                .AppendJoin(' ', properties.Select(_ => "| --:")).Append(" |\n");
            foreach (var trial in group)
            {
                text.Append(row(trial));
            }

            text.Append('\n').AppendJoin(", ", properties.Select((property, index) => $"{index + 1} {property}")).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A mutant's row of what each property finds alone.</summary>
    public static string Row(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var cells = trial.Scenario.Properties.Select(property => Cell(trial, property));
        return $"| {trial.Mutant.Name} | {string.Join(" | ", cells)} |\n";
    }

    /// <summary>What cannot be seeded yet.</summary>
    /// <param name="waiting">The mutants that wait.</param>
    public static string Waiting(IEnumerable<WaitingMutant> waiting)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        var text = new StringBuilder("## Waiting\n\nReal bugs that the machine cannot have yet, by name, and what they wait for.\n");
        foreach (var need in waiting.GroupBy(mutant => mutant.Needs))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {need.Key}\n\n| mutant | taken from |\n| --- | --- |\n");
            foreach (var mutant in need)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {mutant.Name} | {mutant.Origin} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>A family in words.</summary>
    public static string NameOf(Family family) => family switch
    {
        Family.Locks => "Locks, barriers, mutexes",
        Family.Stage2Updates => "Stage 2 updates",
        Family.TlbMaintenance => "TLB maintenance",
        Family.Vmids => "VMIDs",
        Family.Ownership => "Ownership",
        Family.Lifecycle => "Lifecycle",
        Family.Publication => "Publication",
        Family.ReferenceCounts => "Reference counts",
        Family.ErrorPaths => "Error paths",
        Family.Aborts => "Aborts",
        Family.Secrecy => "Secrecy",
        Family.Control => "Control of the processor",
        Family.Availability => "Availability",
    };

    private static string Place(Trial trial) =>
        $"{trial.Scenario.Name}{string.Concat(trial.Mutant.Sizes.Select(size => $" {size.Key}={size.Value}"))}";

    private static string Cell(Trial trial, string property)
    {
        var lone = trial.Alone[property];
        var text = lone.Caught is null ? "?" : lone.Caught.Value ? $"{lone.Length}" : "-";
        return property == trial.Mutant.Property ? $"**{text}**" : text;
    }
}
