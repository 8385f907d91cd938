namespace Interlock.CoyoteTests.Coyote;

/// <summary>What the tests do as a command.</summary>
internal static class CoyoteCommand
{
    public static int Main(string[] arguments)
    {
        Console.WriteLine(arguments.Length);
        return 0;
    }
}
