using System.Text;

namespace Interlock.Cli.Guard;

/// <summary>What a process says on standard error: what it says of itself when it dies is not passed on, but put in a sentence.</summary>
internal static class LastWords
{
    private const int MostKept = 1 << 20;

    // What the runtime writes at the beginning of a line, and only in the end.
    private static readonly string[] Cries =
        ["Stack overflow", "Fatal error", "Unhandled exception.", "Process terminated.", "Out of memory.", "terminate called"];

    /// <summary>Passes on what is written, as it comes; returns what was said from the first cry on, null if there was none.</summary>
    public static string? PassOn(TextReader from, TextWriter to)
    {
        var (begun, isInLine, kept) = (string.Empty, false, (StringBuilder?)null);
        var buffer = new char[4096];
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            foreach (var next in buffer.AsSpan(0, read))
            {
                if (kept is not null)
                {
                    _ = kept.Length < MostKept ? kept.Append(next) : kept;
                    continue;
                }

                begun += next;
                if (!isInLine && Cries.Contains(begun))
                {
                    kept = new StringBuilder(begun);
                }
                else if (isInLine || !Cries.Any(cry => cry.StartsWith(begun, StringComparison.Ordinal)))
                {
                    to.Write(begun);
                    (begun, isInLine) = (string.Empty, next is not ('\n' or '\r')); // in the middle of a line nothing is a cry
                }
            }

            to.Flush();
        }

        to.Write(kept is null ? begun : string.Empty);
        return kept?.ToString();
    }

    /// <summary>Of what a process died, for a reader.</summary>
    public static string Sentence(string cry)
    {
        var place = cry.Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith("at ", StringComparison.Ordinal))
            .Select(line => MethodPlace.Of(line[3..]))
            .FirstOrDefault(found => found is not null);
        var where = place is null ? string.Empty : $" in {place}";
        return cry.StartsWith("Stack overflow", StringComparison.Ordinal)
            ? $"the stack overflows{where}: recursion that does not end, or goes too deep, cannot be explored."
            : $"the process that explored it ended{where}: {cry.Split('\n')[0].Trim().TrimEnd('.')}.";
    }
}
