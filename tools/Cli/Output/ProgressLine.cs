using System.Threading.Channels;
using Interlock.Cli.Guard;
using Interlock.Explorer.Verdicts;

namespace Interlock.Cli.Output;

/// <summary>Shows on standard error how a search is going: one line that overwrites itself, or lines far apart in a log.</summary>
internal static class ProgressLine
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLogLines = TimeSpan.FromSeconds(10);

    /// <summary>Runs a search and shows how it is going.</summary>
    /// <param name="scenario">What is searched.</param>
    /// <param name="run">Searches, and writes events.</param>
    public static T During<T>(string scenario, Func<ChannelWriter<SearchEvent>, T> run)
    {
        var events = Channel.CreateUnbounded<SearchEvent>();
        var progress = Follow(events.Reader, scenario);
        try
        {
            return run(events.Writer);
        }
        finally
        {
            events.Writer.Complete();
            progress.Wait();
        }
    }

    /// <summary>Reads events until there are no more.</summary>
    public static async Task Follow(ChannelReader<SearchEvent> events, string scenario)
    {
        var terminal = Journal.IsErrorShown;
        var (last, walked) = (new Progress(string.Empty, 0, 0, 0, 0, TimeSpan.Zero), new WalkProgress(0, 0, 0, TimeSpan.Zero));
        var shown = TimeSpan.Zero;
        await foreach (var happening in events.ReadAllAsync().ConfigureAwait(false))
        {
            if (happening is Finding finding && shown > TimeSpan.Zero)
            {
                Show($"{scenario}: {finding.Violation.Property} is violated; working out a counterexample", terminal);
            }
            else if (happening is Progress progress && IsDue(progress.Elapsed, shown, terminal))
            {
                Show(Text(scenario, progress, last), terminal);
                (last, shown) = (progress, progress.Elapsed);
            }
            else if (happening is WalkProgress walks && IsDue(walks.Elapsed, shown, terminal))
            {
                Show(Text(scenario, walks, walked), terminal);
                (walked, shown) = (walks, walks.Elapsed);
            }
        }

        if (terminal && shown > TimeSpan.Zero)
        {
            Console.Error.Write("\r\u001b[K");
        }
    }

    private static bool IsDue(TimeSpan now, TimeSpan shown, bool terminal) =>
        now > Silence && (terminal || shown == TimeSpan.Zero || now - shown > BetweenLogLines);

    private static string Text(string scenario, Progress now, Progress last) =>
        $"{scenario}: {now.Phase}  states {now.States:N0}  frontier {now.Frontier:N0}  depth {now.Depth:N0}  " +
        $"{Rate(now.States - last.States, now.Elapsed - last.Elapsed):N0} states/s  {now.Elapsed.TotalSeconds:0} s";

    private static string Text(string scenario, WalkProgress now, WalkProgress last) =>
        $"{scenario}: walking  walks {now.Walks:N0}  steps {now.Steps:N0}  distinct states {now.States:N0}  " +
        $"{Rate(now.Steps - last.Steps, now.Elapsed - last.Elapsed):N0} steps/s  {now.Elapsed.TotalSeconds:0} s";

    private static double Rate(long count, TimeSpan time) => time > TimeSpan.Zero ? count / time.TotalSeconds : 0;

    private static void Show(string text, bool terminal)
    {
        if (terminal)
        {
            Console.Error.Write($"\r\u001b[K{text}");
        }
        else
        {
            Console.Error.WriteLine(text);
        }
    }
}
