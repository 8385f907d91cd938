using System.CommandLine;
using System.Threading;
using Interlock.Viewer.Graphs;
using Interlock.Viewer.Serve;

namespace Interlock.Cli.Commands;

/// <summary><c>interlock serve</c>: shows the state graph of a scenario in a browser on this machine.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 8137;
    private const long DefaultStates = 5_000_000;

    public static Command Create()
    {
        var name = ScenarioOptions.One();
        var parameters = ScenarioOptions.Parameters();
        var allow = ScenarioOptions.Allow();
        var mutant = ScenarioOptions.Mutant();
        var (memory, profile) = (ScenarioOptions.Memory(), ScenarioOptions.Profile());
        var port = new Option<int>("--port")
        {
            Description = "Where on 127.0.0.1 to serve; 0: any port that is free.",
            DefaultValueFactory = _ => DefaultPort,
        };
        var maxStates = new Option<long>("--max-states")
        {
            Description = "States after which to stop; the viewer then says that the graph is incomplete.",
            DefaultValueFactory = _ => DefaultStates,
        };
        var command = new Command("serve", "Shows the state graph of a scenario in a browser on this machine.")
        {
            name, parameters, allow, memory, profile, mutant, port, maxStates,
        };
        command.SetAction(parsed =>
        {
            var scenario = ScenarioOptions.Find(parsed.GetValue(name)!);
            var given = ScenarioOptions.WithMemory(
                [scenario], parsed.GetValue(parameters), parsed.GetValue(memory)!, parsed.GetValue(profile));
            var sizes = ScenarioOptions.SizesFor(scenario, given, parsed.GetValue(allow));
            if (parsed.GetValue(maxStates) < 1)
            {
                throw new ArgumentException("--max-states takes a number from 1.");
            }

            if (parsed.GetValue(port) is < 0 or > ushort.MaxValue)
            {
                throw new ArgumentException("--port takes a number from 0 to 65535.");
            }

            var variant = parsed.GetValue(mutant);
            using var live = new LiveGraph(scenario.Build(sizes, variant), parsed.GetValue(maxStates));
            var questions = new GraphQuestions(live, Subjects.Of(scenario, sizes, variant));
            using var interruption = new Interruption();
            Serve(live, questions, parsed.GetValue(port), interruption.Token).GetAwaiter().GetResult();
            return ExitCode.Verified;
        });
        return command;
    }

    private static async Task Serve(LiveGraph live, GraphQuestions questions, int port, CancellationToken stop)
    {
        await using var server = await ViewerServer.Start(questions, port);
        var exploring = Task.Factory.StartNew(
            () => live.Explore(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Console.Out.WriteLine($"{server.Address} shows {questions.Title}; Ctrl-C ends it.");
        await exploring;
        if (!stop.IsCancellationRequested)
        {
            Console.Error.WriteLine(questions.Outcome());
        }

        await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
