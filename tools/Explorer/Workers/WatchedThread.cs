using System.Diagnostics;
using System.Globalization;
using System.Threading;
using Interlock.Sync.Stepping;

namespace Interlock.Explorer.Workers;

/// <summary>
/// A thread of its own for work that may not come back. Nothing can end a thread that computes (the runtime's own way to abort one
/// crashes the process now and then), so whoever has waited long enough leaves it alone; a wait in code under test is ended. Its place is
/// where it waits, or else the method that it runs and the operation from which that went on.
/// </summary>
internal sealed class WatchedThread
{
    // Deep recursion is the code's right; the system gives memory only to what is touched.
    private const int StackBytes = 32 << 20;
    private const double TicksPerSecond = 100; // of /proc, on every Linux

    [ThreadStatic]
    private static WatchedThread? current;

    private readonly Action work;
    private readonly Thread thread;
    private volatile CodeUnderTest? code;
    private volatile StackTrace? stood;
    private volatile string? statistics;
    private volatile bool isStopping;

    // The stack is whole when an exception is first noticed, before any handler has run.
    static WatchedThread() => AppDomain.CurrentDomain.FirstChanceException += (_, happening) =>
    {
        if (current is { isStopping: true, stood: null } stopped && happening.Exception is ThreadInterruptedException)
        {
            stopped.stood = new StackTrace(skipFrames: 1, fNeedFileInfo: true);
        }
    };

    public WatchedThread(Action work)
    {
        this.work = work;
        thread = new Thread(Run, StackBytes) { IsBackground = true };
    }

    /// <summary>What it does with code under test; null until it has begun.</summary>
    public CodeUnderTest? Code => code;

    /// <summary>What the work threw; null if nothing, or because it was stopped.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The method and the line in which it stands, or the operation from which it went on; null if that is not known.</summary>
    public string? Place => code?.HasEndedLoop == true ? code.Place : stood is { } stack && StackPlace.Text(stack) is { } place ? place : code?.Place;

    /// <summary>
    /// Processor time that it has used, and whether it runs or could; null where the system does not tell, or it has not begun.
    /// </summary>
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

    /// <summary>Ends a wait of code under test, if it is in one, and waits for its end; says whether that has come.</summary>
    public bool Stop(TimeSpan longest)
    {
        isStopping = true;
        code?.GiveUp();
        if (code?.Stretch % 2 != 0 && Processor is { IsRunnable: false })
        {
            thread.Interrupt();
        }

        return thread.Join(longest);
    }

    private void Run()
    {
        current = this;
        // monitors and predicates print numbers as code does, whatever the machine's culture
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        code = CodeUnderTest.Watch();
        statistics = OperatingSystem.IsLinux() && new FileInfo("/proc/thread-self").LinkTarget is { } own ? $"/proc/{own}/stat" : null;
        try
        {
            work();
        }
        catch (Exception exception)
        {
            Failure = isStopping ? null : exception;
        }
        finally
        {
            code.Leave();
        }
    }
}
