using Interlock.Explorer.Traces;
using Interlock.Semantics.Transitions;
using Spectre.Console;

namespace Interlock.Cli.Output;

/// <summary>
/// A counterexample as a table: a column per actor, a row per operation, what changes, and where in the source. A step of several
/// operations has its number at the first. The last step
/// is marked x; if steps repeat for ever, each of them is marked ~ instead.
/// </summary>
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
            var mark = index >= trace.Loop ? " ~" : index == trace.Steps.Count - 1 ? " x" : string.Empty;
            AddRow($"{index + 1}{mark}", step.Actor, new MergedOperation(step.Operation, step.Site, step.Changes, step.Notes));
            foreach (var operation in step.Further)
            {
                AddRow(string.Empty, step.Actor, operation);
            }
        }

        void AddRow(string number, int of, MergedOperation operation) =>
            table.AddRow([.. new[] { number }
                .Concat(actors.Select(actor => actor == of ? Cell(operation) : string.Empty))
                .Append(string.Join("\n", operation.Changes.Select(change => $"{change.Name}: {change.Before} -> {change.After}")))
                .Append(operation.Site)
                .Select(text => new Text(text))]);

        Terminal.Out.Write(table);
        foreach (var value in trace.Final)
        {
            Terminal.Out.WriteLine($"  {value.Name} = {value.Value}");
        }
    }

    private static string Cell(MergedOperation operation) =>
        string.Join("\n", operation.Notes.Select(note => $"  * {note}").Prepend(operation.Operation));
}
