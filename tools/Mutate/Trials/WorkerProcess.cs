using System.Diagnostics;
using System.Reflection;
using System.Threading;
using Newtonsoft.Json;

namespace Interlock.Mutate.Trials;

/// <summary>A <see cref="Worker"/> in a process of its own, started anew whenever it has died.</summary>
/// <param name="root">The clone that it works in.</param>
/// <param name="command">The hidden command of the program that runs that makes it a worker.</param>
public sealed class WorkerProcess(string root, string command) : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(90);

    private Process? process;

    /// <summary>Has a changed program tried.</summary>
    /// <param name="request">Which.</param>
    /// <param name="interrupt">Ends it early.</param>
    public BenchAnswer Try(BenchRequest request, CancellationToken interrupt)
    {
        ArgumentNullException.ThrowIfNull(request);

        // A process that has tried others before may have ended for their sake: the verdict is that of a fresh one.
        return TryOnce(request, interrupt) ?? TryOnce(request, interrupt) ?? Lost(request, Conclusion.Crashed, "the process died");
    }

    private BenchAnswer? TryOnce(BenchRequest request, CancellationToken interrupt)
    {
        var running = Running();
        using var registration = interrupt.Register(() => Kill(running));
        using var patience = new CancellationTokenSource(
            Grace + TimeSpan.FromSeconds(request.Trials.Sum(trial => trial.MaxSeconds)));
        var slow = false;
        using var alarm = patience.Token.Register(() =>
        {
            slow = true;
            Kill(running);
        });
        var line = Ask(running, JsonConvert.SerializeObject(request));
        interrupt.ThrowIfCancellationRequested();
        if (line is not null)
        {
            return JsonConvert.DeserializeObject<BenchAnswer>(line)!;
        }

        Dispose();
        return slow ? Lost(request, Conclusion.Unclosed, "time") : null;
    }

    private static BenchAnswer Lost(BenchRequest request, Conclusion conclusion, string detail) => new([], [new TrialResult(
        request.Trials.Count == 1 ? request.Trials[0].Scenario : "-", conclusion, detail, 0, 0, 0)]);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (process is not null)
        {
            Kill(process);
            process.Dispose();
            process = null;
        }
    }

    private static string? Ask(Process running, string request)
    {
        try
        {
            running.StandardInput.WriteLine(request);
            running.StandardInput.Flush();
            return running.StandardOutput.ReadLine();
        }
        catch (IOException)
        {
            return null; // it died
        }
    }

    private static void Kill(Process running)
    {
        try
        {
            running.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private Process Running()
    {
        if (process is { HasExited: false })
        {
            return process;
        }

        Dispose();
        var self = Environment.ProcessPath!;
        var start = new ProcessStartInfo(self)
        {
            WorkingDirectory = root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        }

        start.ArgumentList.Add(command);
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine(); // what a dying process says about itself
        return process;
    }
}
