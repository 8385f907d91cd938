using System.CommandLine;
using System.Threading;
using Interlock.Cli.Output;
using Interlock.Mutate;
using Interlock.Mutate.Reach;
using Interlock.Mutate.Sources;
using Interlock.Mutate.Trials;

namespace Interlock.Cli.Commands;

/// <summary><c>interlock mutate</c>: changes production code, one operation at a time, and reports what nobody notices.</summary>
internal static class MutateCommand
{
    private const string WorkerName = "mutate-worker";
    private const string ListOfSurvivors = "tools/Mutate/survivors.json";

    /// <summary>The process that tries changes for another one.</summary>
    public static Command CreateWorker()
    {
        var command = new Command(WorkerName, "Serves interlock mutate.") { Hidden = true };
        command.SetAction(_ =>
        {
            Worker.Serve(Console.In, Console.Out);
            return ExitCode.Verified;
        });
        return command;
    }

    public static Command Create()
    {
        var only = new Option<string[]>("--only")
        {
            Description = "sync, engine, a folder, FILE or FILE:LINE; may be repeated. Default: sync and engine.",
        };
        var kinds = new Option<string[]>("--operator")
        {
            Description = $"Only changes of this kind, may be repeated: {string.Join(", ", Mutations.OperatorNames)}.",
        };
        kinds.AcceptOnlyFromAmong([.. Mutations.OperatorNames]);
        var jobs = new Option<int>("--jobs")
        {
            Description = "Changes that are tried at a time; default: all cores.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var small =
            new Option<bool>("--small") { Description = "Leave out the large scenarios, in which what survives the others is tried." };
        var large = new Option<bool>("--large") { Description = "Try in the large scenarios also what is known to survive." };
        var list = new Option<bool>("--list") { Description = "List the changes; try none." };
        var json = new Option<string?>("--json") { Description = "A file to write everything to." };
        var command = new Command(
            "mutate", "Changes the code that ships, one operation at a time: what is not noticed must have been explained.")
        {
            only, kinds, jobs, small, large, list, json,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(jobs) is < 1 or > 64)
            {
                throw new ArgumentException($"--jobs takes a number from 1 to 64, not {parsed.GetValue(jobs)}.");
            }

            if (parsed.GetValue(small) && parsed.GetValue(large))
            {
                throw new ArgumentException("--small leaves out what --large asks for: say one of them.");
            }

            if (parsed.GetValue(list) && parsed.GetValue(json) is not null)
            {
                throw new ArgumentException("--json is for what came of changes, and --list tries none: say one of them.");
            }

            Writable.RequireNew(parsed.GetValue(json));
            var selection = new Selection(parsed.GetValue(only) ?? []);
            var clone = Clone.Around(Environment.CurrentDirectory);
            selection.Demand(clone);
            var bench = new Bench(clone, AppContext.BaseDirectory);
            var all = selection.Rooms.SelectMany(room => Mutations.Of(room, bench.Compiler(room))).Where(selection.Has).ToList();
            var mutations = all
                .Where(mutation => parsed.GetValue(kinds) is not { Length: > 0 } chosen || chosen.Contains(mutation.Operator)).ToList();
            if (mutations.Count == 0)
            {
                throw new ArgumentException(
                    "There is nothing of that kind to change there; 'interlock mutate --list' names all that is changed, and in which " +
                    "line.");
            }

            if (parsed.GetValue(list))
            {
                mutations.ForEach(mutation => Console.Out.WriteLine($"{mutation.Place} | {mutation.Name[(mutation.File.Length + 3)..]}"));
                return ExitCode.Verified;
            }

            var known = Explanations.Read(clone.PathOf(ListOfSurvivors));
            using var interruption = new Interruption();
            var plan = new Plan(
                new ReachedCode(clone, AppContext.BaseDirectory), name => Console.Error.WriteLine($"as it is: {name}"), interruption.Token);
            var campaign = new Campaign(clone, parsed.GetValue(jobs), WorkerName);
            var outcomes = Run(campaign, plan, mutations, known, parsed.GetValue(small), parsed.GetValue(large), interruption.Token);
            var gone = known.Names.Where(name => selection.Has(name.Split(" | ")[0])).Except(all.Select(mutation => mutation.Name));
            var report = new MutateReport(mutations, outcomes, known, [.. gone]);
            if (parsed.GetValue(json) is { } path)
            {
                NewFile.Write(path, report.Json().ToString());
            }

            report.Print();
            return report.ExitCode;
        });
        return command;
    }

    private static List<Outcome> Run(
        Campaign campaign, Plan plan, List<Mutation> mutations, Explanations known, bool small, bool large, CancellationToken interrupt)
    {
        var outcomes = Try(campaign, mutations, plan.Small, interrupt);

        // What nobody has noticed so far, and nobody has explained: the large scenarios may.
        var left = outcomes.Where(outcome => !small && outcome.Mutation.Expectation == Expectation.Killed
            && outcome.Fate is Fate.Survived or Fate.Unclosed && (large || known.Of(outcome.Mutation.Name) is null)).ToList();
        var again = Try(campaign, [.. left.Select(outcome => outcome.Mutation)], _ => Plan.Large, interrupt)
            .ToDictionary(outcome => outcome.Mutation.Name);
        return [.. outcomes.Select(outcome => again.TryGetValue(outcome.Mutation.Name, out var more)
            ? more with { Results = [.. outcome.Results, .. more.Results] }
            : outcome)];
    }

    private static IReadOnlyList<Outcome> Try(
        Campaign campaign, List<Mutation> mutations, Func<Mutation, IReadOnlyList<TrialRequest>> trials, CancellationToken interrupt)
    {
        using var progress = new MutateProgress(mutations.Count);
        return campaign.Try(mutations, trials, progress.Add, interrupt);
    }
}
