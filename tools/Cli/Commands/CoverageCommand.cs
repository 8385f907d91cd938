using System.CommandLine;
using System.Threading;
using Interlock.Catalogue;
using Interlock.Mutate;
using Interlock.Mutate.Reach;
using Interlock.Mutate.Sources;
using Interlock.Mutate.Trials;
using Interlock.Semantics.Scenarios;
using Newtonsoft.Json.Linq;

namespace Interlock.Cli.Commands;

/// <summary><c>interlock coverage</c>: which branches of production code no scenario takes.</summary>
internal static class CoverageCommand
{
    private const string ListOfUnreached = "tools/Mutate/unreached.json";

    public static Command Create()
    {
        var names = ScenarioOptions.Many();
        var json = ScenarioOptions.Json();
        var command = new Command(
            "coverage",
            "Explores scenarios and lists the branches of the engine and the primitives that none of them takes.") { names, json };
        command.SetAction(parsed =>
        {
            var scenarios = ScenarioOptions.Find(parsed.GetValue(names));
            var clone = Clone.Around(Environment.CurrentDirectory);
            var known = Explanations.Read(clone.PathOf(ListOfUnreached));
            var code = new ReachedCode(clone, AppContext.BaseDirectory);
            using var interruption = new Interruption();
            var (taken, explored) = Explore(code, scenarios, interruption.Token);
            if (explored < scenarios.Count)
            {
                Console.Out.WriteLine(
                    $"incomplete  {taken.Count(way => way)} of {taken.Length} branches taken by {explored} of {scenarios.Count} " +
                    "scenarios; interrupted, so nothing is said of the others");
                return ExitCode.Incomplete;
            }

            var untaken = code.All.Where((_, index) => !taken[index]).ToList();
            var unexplained = untaken.Where(probe => known.Of(probe.Name) is null).ToList();
            var stale = scenarios.Count < ScenarioList.All.Count
                ? []
                : known.Names.Except(untaken.Select(probe => probe.Name)).ToList();
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(new JObject(
                    new JProperty("branches", code.All.Count),
                    new JProperty("untaken", new JArray(untaken.Select(probe => new JObject(
                        new JProperty("name", probe.Name),
                        new JProperty("place", probe.Place),
                        new JProperty("reason", known.Of(probe.Name)))))),
                    new JProperty("explainedButTakenOrGone", new JArray(stale))));
            }
            else
            {
                Print(code.All.Count, untaken.Count, unexplained, stale);
            }

            return unexplained.Count + stale.Count > 0 ? ExitCode.Violated : ExitCode.Verified;
        });
        return command;
    }

    private static (bool[] Taken, int Explored) Explore(ReachedCode code, IReadOnlyList<Scenario> scenarios, CancellationToken interrupt)
    {
        var (taken, explored) = (new bool[code.All.Count], 0);
        var trials = scenarios.Select(scenario => new TrialRequest(scenario.Name, 0, TimeSpan.FromHours(1).TotalSeconds));
        foreach (var scenario in code.Explore(trials.TakeWhile(_ => !interrupt.IsCancellationRequested), Environment.ProcessorCount))
        {
            if (scenario.Result.Conclusion != Conclusion.Verified)
            {
                throw new ArgumentException(
                    $"{scenario.Result.Scenario} is not verified: {scenario.Result.Conclusion}, {scenario.Result.Detail}.");
            }

            for (var index = 0; index < taken.Length; index++)
            {
                taken[index] |= scenario.Taken[index];
            }

            Console.Error.WriteLine($"{scenario.Result.Scenario}: {scenario.Result.States:N0} states; {taken.Count(way => way)} of {taken.Length} branches so far");
            explored++;
        }

        return (taken, explored);
    }

    private static void Print(int all, int untaken, List<Probe> unexplained, List<string> stale)
    {
        unexplained.ForEach(probe => Console.Out.WriteLine($"{probe.Place}: {probe.Member}: never: {probe.Way}"));
        stale.ForEach(name => Console.Out.WriteLine($"explained, but taken or not there any more: {name}"));
        Console.Out.WriteLine(
            $"{all} branches: {all - untaken} taken, {untaken - unexplained.Count} explained, {unexplained.Count} not.");
    }
}
