using Interlock.Litmus;
using Interlock.Litmus.Formats;

namespace Interlock.CoyoteTests.Litmus;

/// <summary>A small test of the literature: threads, a question, and whether it can be answered with yes.</summary>
/// <param name="Name">The name in the literature.</param>
/// <param name="Question">The condition.</param>
/// <param name="UnderSc">Whether it can be reached under sequential consistency.</param>
/// <param name="UnderWeak">Whether it can be reached under the architecture's own model.</param>
/// <param name="Threads">Instructions of each thread, separated by semicolons.</param>
internal sealed record ClassicalTest(string Name, string Question, bool UnderSc, bool UnderWeak, params string[] Threads)
{
    /// <summary>Whether it can be reached by load buffering only, which the Armv8 machine does not do.</summary>
    public bool NeedsLoadBuffering { get; init; }

    /// <summary>The test as a file of AArch64: X1, X3 and X5 are the addresses of x, y and z, X9 is 1 and X8 is 2.</summary>
    public string AArch64() => File("AArch64", string.Join('\n', Threads.Select(
        (_, thread) => $"{thread}:X1=x; {thread}:X3=y; {thread}:X5=z; {thread}:X9=1; {thread}:X8=2;")));

    /// <summary>The test as a file of x86.</summary>
    public string X86() => File("X86", "x=0; y=0;");

    /// <summary>What a search of it comes to, and whether that is "Allowed".</summary>
    public static (LitmusResult Result, bool IsAllowed) Search(string file, MemoryModel memory)
    {
        var test = LitmusReader.Read(file);
        var result = LitmusSearch.Run(test, memory);
        return (result, result.IsAllowed(test.Condition.Quantifier));
    }

    private string File(string architecture, string initial)
    {
        var code = Threads.Select(thread => thread.Split(';', StringSplitOptions.TrimEntries)).ToList();
        var rows = Enumerable.Range(0, code.Max(thread => thread.Length)).Select(row =>
            " " + string.Join(" | ", code.Select(thread => row < thread.Length ? thread[row] : string.Empty)) + " ;");
        var header = " " + string.Join(" | ", Threads.Select((_, thread) => $"P{thread}")) + " ;";
        return $"{architecture} {Name}\n{{\n{initial}\n}}\n{header}\n{string.Join('\n', rows)}\n{Question}\n";
    }
}
