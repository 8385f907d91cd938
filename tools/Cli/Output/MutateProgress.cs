using System.Diagnostics;
using Interlock.Mutate;

namespace Interlock.Cli.Output;

/// <summary>
/// Shows on standard error how many changes have been tried: one line that overwrites itself, or in a log a line for each that survives.
/// </summary>
internal sealed class MutateProgress(int all) : IDisposable
{
    private readonly bool terminal = !Console.IsErrorRedirected;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private int tried;
    private int unnoticed;

    public void Add(Outcome outcome)
    {
        tried++;
        if (!outcome.IsAsExpected)
        {
            unnoticed++;
            WriteLine($"{Numbers} {outcome.Fate}: {outcome.Mutation.Place} {outcome.Mutation.Operator}: {outcome.Mutation.Change}");
        }
        else if (terminal)
        {
            Console.Error.Write($"\r{Numbers}");
        }
        else if (tried % 25 == 0)
        {
            WriteLine(Numbers);
        }
    }

    public void Dispose()
    {
        if (terminal && tried > 0)
        {
            Console.Error.WriteLine();
        }
    }

    private string Numbers => $"{tried} of {all} tried, {unnoticed} not as expected, {clock.Elapsed.TotalSeconds:0} s";

    private void WriteLine(string text) => Console.Error.WriteLine(terminal ? $"\r{text}" : text);
}
