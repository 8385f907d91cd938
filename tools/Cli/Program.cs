namespace Interlock.Cli;

/// <summary>Placeholder: refuses every command with the exit code of a fault of the harness itself.</summary>
internal static class Program
{
    private static int Main()
    {
        Console.Error.WriteLine("interlock: no command is implemented yet");
        return 4;
    }
}
