using System.CommandLine;
using System.Reflection;
using System.Threading;
using Interlock.Catalogue;
using Interlock.Cli.Output;
using Interlock.Explorer.Elsewhere;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.Cli.Commands;

/// <summary>Has another process do again what code did in a search, beside the searches that follow; a difference is an error.</summary>
internal sealed class Repetition : IDisposable
{
    private const string Name = "elsewhere";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly OtherProcess? other = Start();
    private readonly Dictionary<CheckResult, Task<string?>> answers = new(ReferenceEqualityComparer.Instance);

    /// <summary>The process that does it.</summary>
    public static Command CreateServer()
    {
        var command = new Command(Name, "Serves interlock check.") { Hidden = true };
        command.SetAction(_ =>
        {
            var answers = Console.Out;
            Console.SetOut(TextWriter.Null); // code that prints must not answer
            OtherProcess.Serve(Console.In, answers, ScenarioList.All);
            return ExitCode.Verified;
        });
        return command;
    }

    /// <summary>Has what came to a result done again, if the result is a claim that it could refute.</summary>
    public void Begin(CheckResult result, TransitionSystem explored)
    {
        if (other is not null && result.Report.Verdict == Verdict.Verified)
        {
            answers.Add(result, Compare(other, result, explored));
        }
    }

    /// <summary>The results, with what the other process found.</summary>
    public List<CheckResult> Judged(IEnumerable<CheckResult> results, CancellationToken interrupt) => [.. results.Select(result =>
        answers.TryGetValue(result, out var answer) && Answer(answer, interrupt) is { } difference
            ? result with
            {
                Report = result.Report with
                {
                    Verdict = Verdict.Error,
                    Error = $"in another process {difference}: the program depends on something outside the machine (the hash seed of " +
                        "strings, culture, time zone, number of processors, clock, folder, or which code ran first).",
                },
            }
            : result)];

    public void Dispose() => other?.Dispose();

    private static Task<string?> Compare(OtherProcess other, CheckResult result, TransitionSystem explored)
    {
        try
        {
            return other.Compare(Sample.Of(result.Scenario, result.Sizes, result.Variant, explored, ScenarioList.All));
        }
        catch (Exception exception) when (exception is NondeterminismException or UnsupportedStateException)
        {
            return Task.FromResult<string?>($"it would not be the same, as it is not here: {exception.Message}");
        }
    }

    private static string? Answer(Task<string?> answer, CancellationToken interrupt)
    {
        try
        {
            return answer.Wait(Patience, interrupt) ? answer.Result : "code does not come back";
        }
        catch (OperationCanceledException)
        {
            return null; // what was found so far is wanted now
        }
    }

    private static OtherProcess? Start()
    {
        var self = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [Assembly.GetEntryAssembly()!.Location] : [];
        try
        {
            return new OtherProcess(self, [.. program, Name]);
        }
        catch (IOException exception)
        {
            Console.Error.WriteLine(
                $"interlock: no other process could be started to do the same, so that it does was not checked: {exception.Message}");
            return null;
        }
    }
}
