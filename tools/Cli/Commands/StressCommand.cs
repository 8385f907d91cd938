using System.CommandLine;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync.Native;

namespace Interlock.Cli.Commands;

/// <summary><c>interlock stress</c>: the same code on real threads.</summary>
internal static class StressCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var name = ScenarioOptions.One();
        var parameters = ScenarioOptions.Parameters();
        var mutant = ScenarioOptions.Mutant();
        var seconds = new Option<double>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 5 };
        var seed = new Option<long>("--seed")
        {
            Description = "What choices of the environment and of the hardware start from; how threads are scheduled does not.",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("stress", "Runs a scenario's code on real threads. Finding nothing proves nothing.")
        {
            name, parameters, mutant, seconds, seed,
        };
        command.SetAction(parsed =>
        {
            var scenario = ScenarioOptions.Find(parsed.GetValue(name)!);
            var sizes = ScenarioOptions.SizesFor(scenario, parsed.GetValue(parameters), allowed: null);
            var longest = parsed.GetValue(seconds);
            if (longest is not (> 0 and < 1e6))
            {
                throw new ArgumentException($"--seconds takes a number above 0 and below 1000000, not {longest}.");
            }

            return Run(scenario, sizes, parsed.GetValue(mutant), TimeSpan.FromSeconds(longest), parsed.GetValue(seed));
        });
        return command;
    }

    // A program that ends is run again and again until time is up, each time with choices of its own.
    private static int Run(Scenario scenario, Sizes sizes, string? variant, TimeSpan longest, long seed)
    {
        using var interruption = new Interruption();
        var choices = new SeededChoices((ulong)seed, stream: 0);
        var left = longest;
        var (runs, notes, operations, fewest) = (0, 0L, 0L, 0L);
        var remarks = new SortedDictionary<string, long>(StringComparer.Ordinal);
        while (left > TimeSpan.Zero && !interruption.Token.IsCancellationRequested)
        {
            var program = scenario.ForThreads(sizes, variant)
                ?? throw new ArgumentException(
                    $"{scenario.Name} cannot run on real threads: it is a model, or it needs a machine that threads do not have.");
            if (runs == 0)
            {
                Console.Error.WriteLine($"{scenario.Name}: on real threads for {longest.TotalSeconds:0.#} s; Ctrl-C ends it earlier");
            }

            var report = ThreadedRun.Start(program, left, Patience, choices.Next(), interruption.Token);
            left -= report.Elapsed;
            runs++;
            notes += report.Notes;
            operations += report.Operations.Sum();
            fewest += report.Operations.Min();
            foreach (var (remark, times) in report.Remarks)
            {
                remarks[remark] = remarks.GetValueOrDefault(remark) + times;
            }

            if (report.Violation is { } violation)
            {
                Console.Out.WriteLine(
                    $"violated    {scenario.Name}  run {runs} after {(longest - left).TotalSeconds:0.00} s, seed {seed}: " +
                    $"{violation.Property}: {violation.Message}");
                Console.Out.WriteLine("            real threads cannot be replayed: interlock check finds such a schedule");
                return ExitCode.Violated;
            }
        }

        Console.Out.WriteLine(
            $"nothing seen  {scenario.Name}  {runs:N0} runs, {operations:N0} operations (at least {fewest:N0} a vCPU), {notes:N0} " +
            $"remarks in {(longest - left).TotalSeconds:0.#} s, seed {seed}: " +
            "real threads sample executions, so nothing is proved");
        foreach (var (remark, times) in remarks)
        {
            Console.Out.WriteLine($"              {times,12:N0}  {remark}");
        }

        if (interruption.Token.IsCancellationRequested)
        {
            Console.Out.WriteLine($"              interrupted: {longest.TotalSeconds:0.#} s were asked for");
            return ExitCode.Incomplete;
        }

        return ExitCode.Verified;
    }
}
