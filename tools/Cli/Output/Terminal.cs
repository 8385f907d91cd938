using Spectre.Console;

namespace Interlock.Cli.Output;

/// <summary>Standard output. Colour only repeats what the words say, and only where a person is looking.</summary>
internal static class Terminal
{
    // Wide enough that a redirected table is not folded: files and CI logs have no edge.
    private const int RedirectedWidth = 220;

    public static IAnsiConsole Out { get; } = Create();

    private static IAnsiConsole Create()
    {
        var plain = Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }
}
