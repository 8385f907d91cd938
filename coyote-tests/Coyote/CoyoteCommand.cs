using System.CommandLine;
using Interlock.CoyoteTests.Coyote.Bridges;
using Interlock.CoyoteTests.Coyote.Comparison;
using Interlock.CoyoteTests.Coyote.Graphs;
using Interlock.Explorer.Graphs;
using Interlock.Explorer.Traces;

namespace Interlock.CoyoteTests.Coyote;

/// <summary>What the tests do as a command: carry traces to Coyote and back, compare, and look at state graphs by QuikGraph.</summary>
internal static class CoyoteCommand
{
    private const int BadInput = 1;

    public static int Main(string[] arguments)
    {
        var root = new RootCommand("Interlock beside Microsoft Coyote and QuikGraph.") { Export(), Import(), Compare(), Graph() };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return Refuse($"{parsed.Errors[0].Message.TrimEnd('.')}; --help tells more.");
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (exception is ArgumentException or TraceFormatException or DivergenceException
            or IOException or UnauthorizedAccessException)
        {
            return Refuse(exception.Message);
        }
    }

    private static Command Export()
    {
        var (from, to) = Files("A counterexample of ours (.json).", "The trace for Coyote (.trace), a new file.");
        var command = new Command("export", "Makes a trace for 'coyote replay' of a recorded counterexample.") { from, to };
        command.SetAction(parsed =>
        {
            var trace = Bridge.Export(Read(parsed.GetValue(from)!, TraceFile.Read));
            Save(parsed.GetValue(to)!, trace.Write());
            Console.Out.WriteLine(
                $"{parsed.GetValue(to)}: {trace.Steps.Count} decisions; coyote replay {typeof(CoyoteCommand).Assembly.Location} " +
                $"{parsed.GetValue(to)} -m {trace.TestName}");
            return 0;
        });
        return command;
    }

    private static Command Import()
    {
        var (from, to) = Files("A trace of Coyote's (.trace).", "The counterexample (.json), a new file.");
        var test = new Option<string?>("--test") { Description = "Its entry point, if the trace does not say." };
        var command = new Command("import", "Makes a trace for 'interlock replay' of one that Coyote has written.") { from, to, test };
        command.SetAction(parsed =>
        {
            var text = Text(parsed.GetValue(from)!);
            var name = Read(parsed.GetValue(from)!, CoyoteTrace.Read).TestName;
            name = parsed.GetValue(test) ?? name;
            var target = Target.All.FirstOrDefault(target =>
                    name == target.Method || name == EntryPointNames.FullNameOf(target.Scenario, target.Variant))
                ?? throw new ArgumentException(
                    $"No test is called '{name}': a trace of an entry point of this assembly is needed, not of a rewritten one; --test " +
                    "names it.");
            var trace = Bridge.Import(target, text);
            Save(parsed.GetValue(to)!, TraceFile.Write(trace));
            Console.Out.WriteLine(
                $"{parsed.GetValue(to)}: {trace.Violation.Property} at step {trace.Steps.Count}: {trace.Violation.Message}");
            return 0;
        });
        return command;
    }

    private static Command Compare()
    {
        var iterations = new Option<int>("--iterations") { Description = "Executions per mutant.", DefaultValueFactory = _ => 10_000 };
        var seed = new Option<uint>("--seed") { Description = "Whence Coyote's choices.", DefaultValueFactory = _ => 1 };
        var seconds = new Option<int?>("--max-seconds") { Description = "Time per mutant after which no further execution begins." };
        var known = new Option<string?>("--known") { Description = "A page whose rows are taken over." };
        var command = new Command("compare", "Writes the page that compares Coyote with the search, for every mutant.")
        {
            iterations, seed, seconds, known,
        };
        command.SetAction(parsed =>
        {
            var maxTime = parsed.GetValue(seconds) is { } most ? TimeSpan.FromSeconds(most) : (TimeSpan?)null;
            var rows = parsed.GetValue(known) is { } page ? Text(page).Split('\n') : [];
            foreach (var line in ComparisonPage.Lines(parsed.GetValue(iterations), parsed.GetValue(seed), maxTime, rows))
            {
                Console.Out.WriteLine(line);
                Console.Error.WriteLine(line);
            }

            return 0;
        });
        return command;
    }

    private static Command Graph()
    {
        var scenario = new Argument<string>("scenario") { Description = "Its name." };
        var mutant = new Option<string?>("--mutant") { Description = "A mutant of it." };
        var format = new Option<string>("--format") { Description = "text, dot or graphml.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "dot", "graphml");
        var states = new Option<long>("--max-states") { Description = "States after which to stop.", DefaultValueFactory = _ => 20_000 };
        var command = new Command("graph", "Looks at a state graph by QuikGraph: components, a shortest path, dominators; or writes it.")
        {
            scenario, mutant, format, states,
        };
        command.SetAction(parsed =>
        {
            var target = Target.Of(parsed.GetValue(scenario)!, parsed.GetValue(mutant));
            var explored = StateGraph.Collect(target.Scenario.Build(target.Sizes, target.Variant), parsed.GetValue(states));
            var graph = new ReviewedGraph(explored);
            switch (parsed.GetValue(format))
            {
                case "dot":
                    graph.WriteDot(Console.Out);
                    break;
                case "graphml":
                    graph.WriteGraphMl(Console.Out);
                    break;
                default:
                    ReviewText.Write(graph, explored.Left, Console.Out);
                    break;
            }

            return 0;
        });
        return command;
    }

    private static (Argument<string> From, Argument<string> To) Files(string from, string to) =>
        (new Argument<string>("from") { Description = from }, new Argument<string>("to") { Description = to });

    private static T Read<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(Text(path));
        }
        catch (TraceFormatException exception)
        {
            throw new TraceFormatException($"{path} cannot be read: {exception.Message.TrimEnd('.')}.");
        }
    }

    private static string Text(string path) => File.Exists(path)
        ? File.ReadAllText(path)
        : throw new ArgumentException($"There is no file {path}.");

    private static void Save(string path, string text)
    {
        if (File.Exists(path))
        {
            throw new ArgumentException($"{path} exists already, and nothing is overwritten: name another file.");
        }

        File.WriteAllText(path, text);
    }

    private static int Refuse(string message)
    {
        Console.Error.WriteLine($"interlock-coyote: {message.ReplaceLineEndings(" ")}");
        return BadInput;
    }
}
