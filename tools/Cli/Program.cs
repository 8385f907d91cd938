using System.CommandLine;
using Interlock.Cli.Commands;
using Interlock.Explorer.Traces;

namespace Interlock.Cli;

/// <summary>The command <c>interlock</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        var root = new RootCommand(
            "Explores every interleaving of the concurrent heart of an isolation engine, as compiled C#.")
        {
            ListCommand.Create(),
            CheckCommand.Create(),
            ReplayCommand.Create(),
            MinimizeCommand.Create(),
            GraphCommand.Create(),
            ServeCommand.Create(),
            MutantsCommand.Create(),
            StressCommand.Create(),
            MutateCommand.Create(),
            CoverageCommand.Create(),
            MutateCommand.CreateWorker(),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            // A word that is no command is the cause of every other complaint.
            var unknown = parsed.UnmatchedTokens is [var word, ..] && parsed.CommandResult.Command == root ? word : null;
            return Refuse(unknown is null
                ? $"{parsed.Errors[0].Message.TrimEnd('.')}; --help tells more."
                : $"There is no command '{unknown}'; there are: {string.Join(", ", root.Subcommands.Where(known => !known.Hidden).Select(known => known.Name))}.");
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (exception is ArgumentException or TraceFormatException or IOException
            or UnauthorizedAccessException)
        {
            return Refuse(exception.Message);
        }
    }

    private static int Refuse(string message)
    {
        Console.Error.WriteLine($"interlock: {string.Join(' ', message.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))}");
        return ExitCode.BadInput;
    }
}
