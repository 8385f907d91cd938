namespace Interlock.Cli.Output;

/// <summary>What a litmus test came to.</summary>
/// <param name="Name">The name in its first line; of a file that cannot be read, the file's.</param>
/// <param name="File">Where it is.</param>
/// <param name="Memory">The memory model; null where the file does not tell and nothing was asked for.</param>
internal sealed record LitmusOutcome(string Name, string File, string? Memory)
{
    /// <summary>Whether the proposition can be reached; null if the test cannot be judged.</summary>
    public bool? Found { get; init; }

    /// <summary>What is expected; null if nothing is.</summary>
    public ExpectedVerdict? Verdict { get; init; }

    /// <summary>States of the search.</summary>
    public long States { get; init; }

    /// <summary>Why it cannot be judged, with the line; null if it can.</summary>
    public string? Why { get; init; }

    /// <summary>
    /// Whether it came to what is expected: an outcome that needs load buffering may be missed, and is never a disagreement then. Null
    /// if there is nothing to compare.
    /// </summary>
    public bool? Agrees => Found is { } found && Verdict is { } verdict
        ? found == verdict.IsAllowed || (verdict is { IsAllowed: true, NeedsLoadBuffering: true } && Memory == "armv8")
        : null;
}
