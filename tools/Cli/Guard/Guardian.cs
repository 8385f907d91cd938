using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Interlock.Cli.Guard;

/// <summary>
/// Runs the command in a second process and outlives it. Nothing in a process can stop a stack from overflowing, and what is explored is
/// other people's code: should it end its process, this one says which method did, and starts the command again without that part.
/// </summary>
internal static partial class Guardian
{
    private const int Interrupt = 2; // SIGINT
    private const int Terminate = 15; // SIGTERM
    private const int FirstSignal = 128;
    private const int Killed = FirstSignal + 9;

    // Those that run code under test in their own process.
    private static readonly string[] Guarded = ["check", "replay", "minimize", "graph", "mutants", "stress"];

    /// <summary>Whether a command is to be run in a second process.</summary>
    public static bool Concerns(string[] arguments) => !Journal.IsKept && arguments is [var command, ..] && Guarded.Contains(command);

    /// <summary>Runs a command in a second process, as often as it dies of something else.</summary>
    /// <returns>What it said to its caller; null if there is no place for a journal, so that it was not run.</returns>
    public static int? Run(string[] arguments)
    {
        DirectoryInfo folder;
        try
        {
            folder = Directory.CreateTempSubdirectory("interlock-");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        try
        {
            var journal = Path.Combine(folder.FullName, "journal");
            for (string? last = null; ;)
            {
                var (code, cry) = RunOnce(arguments, journal);
                if (cry is null && code < FirstSignal)
                {
                    return code;
                }

                if (cry is null && code is FirstSignal + Interrupt or FirstSignal + Terminate)
                {
                    return code; // told twice to end
                }

                var why = code == Killed && cry is null
                    ? "the system killed the process that explored it, probably because memory ran out."
                    : LastWords.Sentence(cry ?? string.Empty);
                if (Journal.Last(journal) is not { } part || part == last)
                {
                    Console.Error.WriteLine($"interlock: {why}");
                    return ExitCode.Error;
                }

                last = part;
                Journal.Bury(journal, part, why);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (int Code, string? Cry) RunOnce(string[] arguments, string journal)
    {
        var self = Environment.ProcessPath!;
        var start = new ProcessStartInfo(self) { RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[Journal.Variable] = journal;
        start.Environment[Journal.TerminalVariable] = Console.IsErrorRedirected ? "0" : "1";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using var process = Process.Start(start)!;
        using var interrupt = Forward(PosixSignal.SIGINT, Interrupt, process);
        using var terminate = Forward(PosixSignal.SIGTERM, Terminate, process);
        var cry = LastWords.PassOn(process.StandardError, Console.Error);
        process.WaitForExit();
        return (process.ExitCode, cry);
    }

    private static PosixSignalRegistration Forward(PosixSignal signal, int number, Process process) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            if (!OperatingSystem.IsWindows() && !process.HasExited)
            {
                _ = Kill(process.Id, number);
            }
        });

    /// <summary>Lets the system end this process when the one that guards it has ended.</summary>
    public static void EndWithGuardian()
    {
        if (OperatingSystem.IsLinux())
        {
            const int SetParentDeathSignal = 1;
            _ = Control(SetParentDeathSignal, 9, 0, 0, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Control(int option, nuint one, nuint two, nuint three, nuint four);
}
