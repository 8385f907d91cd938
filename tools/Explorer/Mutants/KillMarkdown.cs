using System.Globalization;
using System.Text;
using Interlock.Semantics.Scenarios;

namespace Interlock.Explorer.Mutants;

/// <summary>A kill matrix as a document: nothing in it depends on the machine that it is made on.</summary>
public static class KillMarkdown
{
    /// <summary>The whole document.</summary>
    /// <param name="trials">The mutants and their searches.</param>
    /// <param name="waiting">The mutants that cannot be seeded yet.</param>
    /// <param name="row">A mutant's row of what each property finds alone, if it is known already; null if the trials know it.</param>
    public static string Write(IReadOnlyList<Trial> trials, IEnumerable<WaitingMutant> waiting, Func<Trial, string>? row = null) =>
        $"{Families(trials)}\n{ModelMatrix.Write(trials)}{Alone(trials, row ?? Row)}\n{Waiting(waiting)}";

    /// <summary>What finds each bug, by families.</summary>
    public static string Families(IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var text = new StringBuilder("# The kill matrix\n\n")
            .Append("Each row is a mutant, the property that finds it and the number of states explored by then; its\n")
            .Append("benign variant must pass. `interlock mutants --markdown FILE` writes this document.\n");
        foreach (var family in trials.GroupBy(trial => trial.Mutant.Family).OrderBy(family => family.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {NameOf(family.Key)}\n\n")
                .Append("| mutant | taken from | scenario | found by | steps | states | benign variant |\n")
                .Append("| --- | --- | --- | --- | --: | --: | --- |\n");
            foreach (var trial in family)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {trial.Mutant.Name} | {trial.Mutant.Origin} | {Place(trial)} ")
                    .Append(CultureInfo.InvariantCulture, $"| {(trial.Killed ? trial.Mutant.Property : "**survives**")} | {trial.Length} ")
                    .Append(
                        CultureInfo.InvariantCulture,
                        $"| {trial.Report.States:N0} | {trial.Mutant.NearMiss}{(trial.Passed ? "" : " **flagged**")} |\n");
            }
        }

        return text.ToString();
    }

    private static string Alone(IReadOnlyList<Trial> trials, Func<Trial, string> row)
    {
        var text = new StringBuilder("## Each property alone\n\n")
            .Append("Each number is the length, in steps, of a shortest counterexample when only one property is judged.\n")
            .Append("`-` means that the property finds nothing. `?` means that the search was still open after\n")
            .Append(
                CultureInfo.InvariantCulture, $"{KillMatrix.MostStates:N0} states, or that the mutant breaks an assumption of the search. ")
            .Append("Bold marks the property\nthat is violated first when all are judged. ")
            .Append("A run-time error or an assertion ends\nits CPU, judged or not.\n");
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
        var text = new StringBuilder(
            "## Waiting\n\nThe machine cannot have these real bugs yet. They are grouped by what they wait for.\n");
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
