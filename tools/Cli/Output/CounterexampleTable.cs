using Interlock.Explorer.Traces;
using Interlock.Models.Systems;
using Spectre.Console;

namespace Interlock.Cli.Output;

/// <summary>A counterexample as a table: a column per actor, a row per step, what changes, and where in the source.</summary>
internal static class CounterexampleTable
{
    public static void Print(Trace trace)
    {
        var actors = trace.Steps.Select(step => step.Actor).Distinct().Order().ToList();
        var table = new Table { Border = TableBorder.Minimal };
        table.AddColumn(new TableColumn("#").RightAligned());
        foreach (var actor in actors)
        {
            table.AddColumn(new TableColumn(trace.Actors[actor]));
        }

        table.AddColumns("changes", "source");
        for (var index = 0; index < trace.Steps.Count; index++)
        {
            var step = trace.Steps[index];
            var last = index == trace.Steps.Count - 1;
            var cells = actors.Select(actor => actor == step.Actor ? Cell(step) : string.Empty);
            table.AddRow([.. new[] { $"{index + 1}{(last ? " x" : string.Empty)}" }
                .Concat(cells)
                .Append(string.Join("\n", step.Changes.Select(change => $"{change.Name}: {change.Before} -> {change.After}")))
                .Append(step.Site)
                .Select(text => new Text(text))]);
        }

        Terminal.Out.Write(table);
        foreach (var value in trace.Final)
        {
            Terminal.Out.WriteLine($"  {value.Name} = {value.Value}");
        }
    }

    private static string Cell(Transition step) =>
        string.Join("\n", step.Notes.Select(note => $"  * {note}").Prepend(step.Operation));
}
