using System.CommandLine;
using Interlock.Models.Programs;
using Interlock.Models.Scenarios;

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
        var command = new Command("stress", "Runs a scenario's code on real threads. Finding nothing proves nothing.")
        {
            name, parameters, mutant, seconds,
        };
        command.SetAction(parsed =>
        {
            var scenario = ScenarioOptions.Find(parsed.GetValue(name)!);
            var sizes = new Sizes(scenario, ScenarioOptions.Sizes(parsed.GetValue(parameters)));
            var longest = parsed.GetValue(seconds);
            if (longest is not (> 0 and < 1e6))
            {
                throw new ArgumentException($"--seconds takes a number above 0, not {longest}.");
            }

            return Run(scenario, sizes, parsed.GetValue(mutant), TimeSpan.FromSeconds(longest));
        });
        return command;
    }

    // A program that ends is run again and again until time is up.
    private static int Run(Scenario scenario, Sizes sizes, string? variant, TimeSpan longest)
    {
        var left = longest;
        var (runs, notes) = (0, 0L);
        while (left > TimeSpan.Zero)
        {
            var program = scenario.ForThreads(sizes, variant)
                ?? throw new ArgumentException($"{scenario.Name} cannot run on real threads: it is a model, or it needs a machine that threads do not have.");
            var report = ThreadedRun.Start(program, left, Patience);
            left -= report.Elapsed;
            runs++;
            notes += report.Notes;
            if (report.Violation is { } violation)
            {
                Console.Out.WriteLine($"violated    {scenario.Name}  run {runs}: {violation.Property}: {violation.Message}");
                Console.Out.WriteLine("            real threads cannot be replayed: interlock check finds such a schedule");
                return ExitCode.Violated;
            }
        }

        Console.Out.WriteLine(
            $"nothing seen  {scenario.Name}  {runs:N0} runs, {notes:N0} remarks watched in {longest.TotalSeconds:0.#} s: " +
            "real threads sample executions, so nothing is proved");
        return ExitCode.Verified;
    }
}
