using Interlock.Mutate.Sources;
using Newtonsoft.Json;

namespace Interlock.Mutate.Trials;

/// <summary>
/// A process that tries changed programs for another one: a request a line on standard input, an answer a line on standard output. A
/// changed program may do anything: exhaust the stack, never come back.
/// </summary>
public static class Worker
{
    // What is loaded for a program is not always given back.
    private const long MostMemory = 2L << 30;

    /// <summary>Answers until there is no more to answer, or until the process has had enough.</summary>
    public static void Serve(TextReader requests, TextWriter answers)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(answers);
        var bench = new Bench(Clone.Around(Environment.CurrentDirectory), AppContext.BaseDirectory);
        while (requests.ReadLine() is { } line)
        {
            var answer = bench.Try(JsonConvert.DeserializeObject<BenchRequest>(line)!);
            answers.WriteLine(JsonConvert.SerializeObject(answer));
            answers.Flush();
            if (Environment.WorkingSet > MostMemory || answer.Results.Any(IsStuck))
            {
                return;
            }
        }
    }

    // Code that did not come back still runs.
    private static bool IsStuck(TrialResult result) =>
        result.Conclusion == Conclusion.Refused && result.Detail.StartsWith("code has run", StringComparison.Ordinal);
}
