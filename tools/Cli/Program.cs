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
            GraphCommand.Create(),
            MutantsCommand.Create(),
            StressCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return Refuse(parsed.Errors[0].Message);
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
        Console.Error.WriteLine($"interlock: {message.Split('\n')[0].Trim()}");
        return ExitCode.BadInput;
    }
}
