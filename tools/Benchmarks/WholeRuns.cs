using System.Globalization;
using Interlock.Catalogue;
using Interlock.Catalogue.Barriers;
using Interlock.Catalogue.Mutexes;
using Interlock.Catalogue.TicketLocks;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;

namespace Interlock.Benchmarks;

/// <summary>Complete explorations of the workloads that other tools were measured on, at sizes of seconds.</summary>
internal static class WholeRuns
{
    private const int Repetitions = 3;

    private static readonly (string Workload, Scenario Scenario, string Sizes)[] Runs =
    [
        ("W1b", new TicketLockScenario(), "vcpus=7"),
        ("W1b", new TicketLockScenario(), "vcpus=8"),
        ("W2", new MutexScenario(), "vcpus=6 rounds=0"),
        ("W2", new MutexScenario(), "vcpus=7 rounds=0"),
        ("W3", new RendezvousBarrierScenario(), "vcpus=8"),
        ("W3", new RendezvousBarrierScenario(), "vcpus=10"),
        ("engine", ScenarioList.Find("memory-calls"), "pages=1"),
        ("engine", ScenarioList.Find("few-tables"), ""),
    ];

    /// <summary>The median of several runs for each workload and number of workers, as they end.</summary>
    public static IEnumerable<WholeRun> Measure(string[] workers)
    {
        Run(Runs[0].Scenario, Runs[0].Sizes, 1); // compiled once, before anything is measured
        foreach (var (workload, scenario, sizes) in Runs)
        {
            foreach (var count in workers.Length == 0 ? [1, 2] : workers.Select(int.Parse))
            {
                var runs = Enumerable.Range(0, Repetitions).Select(_ => Run(scenario, sizes, count)).ToList();
                var (report, allocated) = runs.OrderBy(run => run.Report.Elapsed).ElementAt(Repetitions / 2);
                yield return new WholeRun(workload, sizes, count, report, allocated);
            }
        }
    }

    /// <summary>Prints a table in Markdown.</summary>
    public static void Print(IEnumerable<WholeRun> measured)
    {
        Console.WriteLine(
            "| workload | sizes | workers | states | transitions | seconds | transitions/s | states/s | bytes/transition | " +
            "visited set, bytes/state | peak memory, MiB |");
        Console.WriteLine("| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
        foreach (var run in measured)
        {
            var (report, seconds) = (run.Report, run.Report.Elapsed.TotalSeconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {run.Workload} | {run.Sizes} | {run.Workers} | {report.States:N0} | {report.Transitions:N0} | {seconds:0.00} | " +
                $"{report.Transitions / seconds:N0} | {report.States / seconds:N0} | {(double)run.Allocated / report.Transitions:0.00} " +
                $"| {(double)report.VisitedSetBytes / report.States:0.0} | {report.PeakMemory >> 20} |"));
        }
    }

    // Allocated bytes are those of the whole process during the run: frontier blocks, edge logs and remembered steps.
    private static (Report Report, long Allocated) Run(Scenario scenario, string sizes, int workers)
    {
        var parsed = sizes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(size => size.Split('=')).ToDictionary(
            size => size[0], size => int.Parse(size[1], CultureInfo.InvariantCulture));
        var system = scenario.Build(new Sizes(scenario, parsed));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var report = new Exploration(system, new SearchOptions(Workers: workers)).Run();
        return (report, GC.GetTotalAllocatedBytes(precise: true) - before);
    }
}
