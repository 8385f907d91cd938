using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading;

namespace Interlock.Cli;

/// <summary>
/// Ctrl-C and a request to terminate, as a token: the search stops and says what it found. A second one kills, unless it comes at once: a
/// terminal tells all processes of a command, and the one that guards this one passes on what it was told.
/// </summary>
internal sealed class Interruption : IDisposable
{
    // What does not look at the token, since a single step of it is long, is given up within two seconds; on a busy machine later.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.8);
    private static readonly TimeSpan BusyPatience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan SameSignal = TimeSpan.FromSeconds(0.5);

    private static readonly List<PosixSignalRegistration> Unheard = [];
    private static int listening;

    private readonly CancellationTokenSource source = new();
    private long first;
    private volatile bool isOver;
    private readonly PosixSignalRegistration[] registrations;

    public Interruption()
    {
        Interlocked.Increment(ref listening);
        registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal =>
            PosixSignalRegistration.Create(signal, context =>
            {
                var now = Stopwatch.GetTimestamp();
                var earlier = Interlocked.CompareExchange(ref first, now, 0);
                context.Cancel = earlier == 0 || Stopwatch.GetElapsedTime(earlier, now) < SameSignal;
                if (earlier == 0)
                {
                    new Thread(GiveUp) { IsBackground = true }.Start();
                    source.Cancel();
                }
            }))];
    }

    /// <summary>Lets a request end the process while no command listens: one that has nothing to say yet, or never has.</summary>
    public static void EndUnlessHeard() => Unheard.AddRange(new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal =>
        PosixSignalRegistration.Create(signal, context =>
        {
            if (Volatile.Read(ref listening) == 0)
            {
                context.Cancel = true;
                new Thread(() =>
                {
                    Console.Error.WriteLine("interlock: interrupted: what was under way was given up");
                    Environment.Exit(ExitCode.Incomplete);
                }).Start();
            }
        })));

    public CancellationToken Token => source.Token;

    /// <summary>
    /// What the process says to its caller if it has to be ended; <see cref="ExitCode.Violated"/> once something is found.
    /// </summary>
    public int Code { get; set; } = ExitCode.Incomplete;

    public void Dispose()
    {
        isOver = true;
        Interlocked.Decrement(ref listening);
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void GiveUp()
    {
        var used = Environment.CpuUsage.TotalTime;
        while (!isOver)
        {
            Thread.Sleep(TimeSpan.FromMilliseconds(50));
            var waited = Stopwatch.GetElapsedTime(first);
            if (waited > BusyPatience || (waited > Patience && Environment.CpuUsage.TotalTime - used > Patience))
            {
                Console.Error.WriteLine("interlock: interrupted: what was under way was given up, and what it wrote may be incomplete");
                Environment.Exit(Code);
            }
        }
    }
}
