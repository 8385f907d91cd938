namespace Interlock.Cli.Guard;

/// <summary>
/// What a guarded process is at, in a file that outlives it; and beside it what it must not begin again, since it died of it.
/// </summary>
internal static class Journal
{
    /// <summary>Names the file.</summary>
    public const string Variable = "INTERLOCK_JOURNAL";

    /// <summary>Says whether what is written to standard error comes to a terminal in the end.</summary>
    public const string TerminalVariable = "INTERLOCK_TERMINAL";

    private static readonly string? Path = Environment.GetEnvironmentVariable(Variable);

    private static readonly Lazy<Dictionary<string, string>> Dead = new(() => Path is not null && File.Exists(Buried(Path))
        ? File.ReadLines(Buried(Path)).Select(line => line.Split('\t', 2)).ToDictionary(parts => parts[0], parts => parts[1])
        : []);

    /// <summary>Whether this process is guarded.</summary>
    public static bool IsKept => Path is not null;

    /// <summary>Whether a person looks at standard error.</summary>
    public static bool IsErrorShown =>
        Environment.GetEnvironmentVariable(TerminalVariable) is { } shown ? shown == "1" : !Console.IsErrorRedirected;

    /// <summary>Says what is begun now.</summary>
    /// <returns>Why it must not be, in a sentence: this process died of it before; null if it may.</returns>
    public static string? Begin(string part)
    {
        if (Path is not null)
        {
            File.WriteAllText(Path, part);
        }

        return Dead.Value.GetValueOrDefault(part);
    }

    /// <summary>What was begun last; null if nothing was.</summary>
    public static string? Last(string journal) => File.Exists(journal) ? File.ReadAllText(journal) : null;

    /// <summary>Says that a part is not to be begun again.</summary>
    public static void Bury(string journal, string part, string why)
    {
        File.AppendAllLines(Buried(journal), [$"{part}\t{why}"]);
        File.Delete(journal);
    }

    private static string Buried(string journal) => journal + ".dead";
}
