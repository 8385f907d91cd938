using System.Threading.Channels;
using Interlock.Explorer.Search;

namespace Interlock.Cli.Output;

/// <summary>Shows on standard error how a search is going: one line that overwrites itself, or lines far apart in a log.</summary>
internal static class ProgressLine
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLogLines = TimeSpan.FromSeconds(10);

    /// <summary>Reads events until there are no more.</summary>
    public static async Task Follow(ChannelReader<SearchEvent> events, string scenario)
    {
        var terminal = !Console.IsErrorRedirected;
        var (last, shown) = (new Progress(string.Empty, 0, 0, 0, 0, TimeSpan.Zero), TimeSpan.Zero);
        await foreach (var happening in events.ReadAllAsync().ConfigureAwait(false))
        {
            if (happening is Finding finding && shown > TimeSpan.Zero)
            {
                Show($"{scenario}: {finding.Violation.Property} is violated; looking for the shortest counterexample", terminal);
            }
            else if (happening is Progress progress && progress.Elapsed > Silence
                && (terminal || shown == TimeSpan.Zero || progress.Elapsed - shown > BetweenLogLines))
            {
                Show(Text(scenario, progress, last), terminal);
                (last, shown) = (progress, progress.Elapsed);
            }
        }

        if (terminal && shown > TimeSpan.Zero)
        {
            Console.Error.Write("\r\u001b[K");
        }
    }

    private static string Text(string scenario, Progress now, Progress last)
    {
        var seconds = (now.Elapsed - last.Elapsed).TotalSeconds;
        var rate = seconds > 0 ? (now.States - last.States) / seconds : 0;
        return $"{scenario}: {now.Phase}  states {now.States:N0}  frontier {now.Frontier:N0}  depth {now.Depth:N0}  " +
            $"{rate:N0} states/s  {now.Elapsed.TotalSeconds:0} s";
    }

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
