using System.CommandLine;
using Interlock.Cli.Output;
using Interlock.Explorer.Graphs;
using Interlock.Semantics.Transitions;
using Interlock.Viewer.Graphs;

namespace Interlock.Cli.Commands;

/// <summary><c>interlock graph</c>: writes a scenario's states and transitions for other tools to draw.</summary>
internal static class GraphCommand
{
    private const long DefaultStates = 20_000;

    public static Command Create()
    {
        var name = ScenarioOptions.One();
        var parameters = ScenarioOptions.Parameters();
        var allow = ScenarioOptions.Allow();
        var mutant = ScenarioOptions.Mutant();
        var (memory, profile) = (ScenarioOptions.Memory(), ScenarioOptions.Profile());
        var format = new Option<string>("--format") { Description = "dot, graphml, json or html (a page to look around in).", DefaultValueFactory = _ => "dot" };
        format.AcceptOnlyFromAmong("dot", "graphml", "json", "html");
        var output = new Option<string?>("--output", "-o") { Description = "Where to write it; default: standard output." };
        var maxStates = new Option<long>("--max-states")
        {
            Description = "States after which to stop; the graph then says that it is incomplete.",
            DefaultValueFactory = _ => DefaultStates,
        };
        var command = new Command("graph", "Writes the state graph of a scenario.")
        {
            name, parameters, allow, memory, profile, mutant, format, output, maxStates,
        };
        command.SetAction(parsed =>
        {
            var scenario = ScenarioOptions.Find(parsed.GetValue(name)!);
            var given = ScenarioOptions.WithMemory(
                [scenario], parsed.GetValue(parameters), parsed.GetValue(memory)!, parsed.GetValue(profile));
            var sizes = ScenarioOptions.SizesFor(scenario, given, parsed.GetValue(allow));
            var system = scenario.Build(sizes, parsed.GetValue(mutant));
            if (parsed.GetValue(maxStates) < 1)
            {
                throw new ArgumentException("--max-states takes a number from 1.");
            }

            var path = parsed.GetValue(output);
            Writable.RequireNew(path);
            using var interruption = new Interruption();
            if (parsed.GetValue(format) == "html")
            {
                return Page(system, Subjects.Of(scenario, sizes, parsed.GetValue(mutant)), parsed.GetValue(maxStates), path, interruption);
            }

            var graph = StateGraph.Collect(system, parsed.GetValue(maxStates), interruption.Token);
            using (var text = path is null ? new StreamWriter(Console.OpenStandardOutput()) : NewFile.Open(path))
            {
                text.NewLine = "\n";
                Write(graph, system.Actors, parsed.GetValue(format)!, text);
            }

            Console.Error.WriteLine(graph.Left == 0
                ? $"{graph.Nodes.Count:N0} states, {graph.Edges.Count:N0} transitions: the whole graph"
                : $"{graph.Nodes.Count:N0} states, {graph.Edges.Count:N0} transitions: incomplete, " +
                    $"{graph.Left:N0} states were not expanded " +
                    $"({(interruption.Token.IsCancellationRequested ? "interrupted" : $"--max-states {parsed.GetValue(maxStates)}")})");
            return graph.Left == 0 ? ExitCode.Verified : ExitCode.Incomplete;
        });
        return command;
    }

    private static int Page(TransitionSystem system, Subject subject, long maxStates, string? path, Interruption interruption)
    {
        using var live = new LiveGraph(system, maxStates);
        live.Explore(interruption.Token);
        var questions = new GraphQuestions(live, subject);
        var page = EmbeddedGraph.Page(questions);
        if (path is null)
        {
            Console.Out.Write(page);
        }
        else
        {
            NewFile.Write(path, page);
        }

        Console.Error.WriteLine(questions.Outcome());
        return live.Failure is not null ? ExitCode.Error : live.Bound is null ? ExitCode.Verified : ExitCode.Incomplete;
    }

    private static void Write(StateGraph graph, IReadOnlyList<string> actors, string format, TextWriter output)
    {
        switch (format)
        {
            case "graphml":
                GraphMlWriter.Write(graph, output);
                break;
            case "json":
                JsonGraphWriter.Write(graph, output);
                break;
            default:
                DotWriter.Write(graph, actors, output);
                break;
        }
    }
}
