using System.CommandLine;
using System.CommandLine.Parsing;
using Interlock.Cli.Commands;
using Interlock.Cli.Guard;
using Interlock.Cli.Output;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Workers;
using Interlock.Semantics.Programs;
using Interlock.Sync.Stepping;

namespace Interlock.Cli;

/// <summary>The command <c>interlock</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        Console.SetError(new BestEffortWriter(Console.Error));
        if (Guardian.Concerns(arguments) && Guardian.Run(arguments) is { } said)
        {
            return said;
        }

        if (Journal.IsKept)
        {
            Guardian.EndWithGuardian();
        }

        Interruption.EndUnlessHeard();
        var root = new RootCommand(
            "Explores every interleaving of the concurrent heart of an isolation engine, as compiled C#.")
        {
            ListCommand.Create(),
            CheckCommand.Create(),
            ReplayCommand.Create(),
            MinimizeCommand.Create(),
            GraphCommand.Create(),
            LitmusCommand.Create(),
            OrdersCommand.Create(),
            ServeCommand.Create(),
            MutantsCommand.Create(),
            StressCommand.Create(),
            MutateCommand.Create(),
            CoverageCommand.Create(),
            MutateCommand.CreateWorker(),
            Repetition.CreateServer(),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            // A word that is no command is the cause of every other complaint.
            var unknown = parsed.UnmatchedTokens is [var word, ..] && parsed.CommandResult.Command == root ? word : null;
            return Refuse(unknown is null
                ? $"{Sentence(parsed.Errors[0])}; --help tells more."
                : $"There is no command '{unknown}'; there are: {string.Join(", ", root.Subcommands.Where(known => !known.Hidden).Select(known => known.Name))}.");
        }

        try
        {
            return Watched.Run(() => parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
        }
        catch (Exception exception) when (exception is ArgumentException or TraceFormatException or IOException
            or UnauthorizedAccessException)
        {
            return Refuse(exception.Message);
        }
        catch (Exception exception) when (exception is UnsupportedStateException or NondeterminismException)
        {
            Refuse(exception.Message);
            return ExitCode.Error;
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine(
                $"interlock: a defect of this program, not of what it was given: please report the lines that follow.\n{exception}");
            return ExitCode.Error;
        }
    }

    // Of a number that is none, the library tells the name of a type; of all else, what is wrong.
    private static string Sentence(ParseError error) =>
        error.SymbolResult is OptionResult { Option: var option, Tokens: [var token] }
            && (Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType) is { IsPrimitive: true } type && type != typeof(bool)
            ? type == typeof(double) ? $"{option.Name} takes a number, not '{token.Value}'"
                : $"{option.Name} takes a whole number of at most {(type == typeof(int) ? int.MaxValue : long.MaxValue)}, not '{token.Value}'"
            : error.Message.TrimEnd('.');

    private static int Refuse(string message)
    {
        var words = message.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Console.Error.WriteLine($"interlock: {string.Join(' ', words)}");
        return ExitCode.BadInput;
    }
}
