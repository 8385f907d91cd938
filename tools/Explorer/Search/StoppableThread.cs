using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Threading;
using Interlock.Sync.Stepping;

namespace Interlock.Explorer.Search;

/// <summary>
/// A thread of its own for work that may not come back: it can be stopped in the middle of a loop and in a wait, and tells where it stood.
/// Only a loop in a handler or a finally-block cannot be stopped; the thread is then left alone. Work that was stopped leaves its data
/// as they happened to be, so nothing may be concluded from them but that it was cut.
/// </summary>
internal sealed class StoppableThread : IDisposable
{
    // Deep recursion is the code's right; the system gives memory only to what is touched.
    private const int StackBytes = 32 << 20;
    private const double TicksPerSecond = 100; // of /proc, on every Linux

    private static readonly TimeSpan BetweenInterrupts = TimeSpan.FromMilliseconds(20);

    [ThreadStatic]
    private static StoppableThread? current;

    private readonly CancellationTokenSource abort = new();
    private readonly Action work;
    private readonly Thread thread;
    private volatile CodeUnderTest? code;
    private volatile StackTrace? stood;
    private volatile string? statistics;
    private volatile bool isStopping;

    // The stack is whole when an exception is first noticed, before any handler has run.
    static StoppableThread() => AppDomain.CurrentDomain.FirstChanceException += (_, happening) =>
    {
        if (current is { isStopping: true, stood: null } stopped && happening.Exception is ThreadAbortException or ThreadInterruptedException)
        {
            stopped.stood = new StackTrace(skipFrames: 1, fNeedFileInfo: true);
        }
    };

    public StoppableThread(Action work)
    {
        this.work = work;
        thread = new Thread(Run, StackBytes) { IsBackground = true };
    }

    /// <summary>What it does with code under test; null until it has begun.</summary>
    public CodeUnderTest? Code => code;

    /// <summary>What the work threw; null if nothing, or because it was stopped.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Whether somebody has asked it to stop.</summary>
    public bool IsStopping => isStopping;

    /// <summary>The method and the line in which it stood when it was stopped; null if that is not known.</summary>
    public string? Place => stood is { } stack ? StackPlace.Text(stack) : null;

    /// <summary>Processor time that it has used, and whether it runs or could; null where the system does not tell, or it has not begun.</summary>
    public (TimeSpan Used, bool IsRunnable)? Processor
    {
        get
        {
            try
            {
                // After the command's name, which may contain spaces: its state, and as 12th and 13th the user and system time.
                var text = statistics is { } path ? File.ReadAllText(path) : string.Empty;
                var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                return fields.Length < 13 ? null : (TimeSpan.FromSeconds(
                    (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond), fields[0] == "R");
            }
            catch (IOException)
            {
                return null; // it has ended
            }
        }
    }

    public void Start() => thread.Start();

    /// <summary>Waits for its end; says whether that has come.</summary>
    public bool Join(TimeSpan longest) => thread.Join(longest);

    /// <summary>Stops it wherever it stands, and waits for its end; says whether that has come.</summary>
    public bool Stop(TimeSpan longest)
    {
        isStopping = true;
        new Thread(abort.Cancel) { IsBackground = true }.Start(); // may wait for the thread as long as that is in a wait
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < longest; thread.Interrupt())
        {
            if (thread.Join(BetweenInterrupts))
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        if (!thread.IsAlive)
        {
            abort.Dispose();
        }
    }

    private void Run()
    {
        current = this;
        code = CodeUnderTest.Watch();
        statistics = OperatingSystem.IsLinux() && new FileInfo("/proc/thread-self").LinkTarget is { } own ? $"/proc/{own}/stat" : null;
        try
        {
#pragma warning disable SYSLIB0046 // data that were being written are not used again: the search is over when it is stopped
            ControlledExecution.Run(work, abort.Token);
#pragma warning restore SYSLIB0046
        }
        catch (Exception exception) when (isStopping && exception is OperationCanceledException or ThreadInterruptedException)
        {
        }
        catch (Exception exception)
        {
            Failure = isStopping ? null : exception;
        }
    }
}
