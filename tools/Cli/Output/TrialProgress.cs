using Interlock.Cli.Guard;

namespace Interlock.Cli.Output;

/// <summary>Shows on standard error how many of many searches are done.</summary>
internal static class TrialProgress
{
    private const int BetweenLogLines = 100;

    /// <summary>Says it, if it is worth a line. Called by several threads.</summary>
    public static void Show(int done, int all)
    {
        if (Journal.IsErrorShown)
        {
            Console.Error.Write(done == all ? "\r\u001b[K" : $"\r{done:N0} of {all:N0} searches");
        }
        else if (done % BetweenLogLines == 0)
        {
            Console.Error.WriteLine($"{done:N0} of {all:N0} searches");
        }
    }
}
