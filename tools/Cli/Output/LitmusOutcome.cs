using Interlock.Litmus;

namespace Interlock.Cli.Output;

/// <summary>What a litmus test came to.</summary>
/// <param name="Name">The name in its first line; of a file that cannot be read, the file's.</param>
/// <param name="File">Where it is.</param>
/// <param name="Memory">The memory model; null where the file does not tell and nothing was asked for.</param>
internal sealed record LitmusOutcome(string Name, string File, string? Memory)
{
    /// <summary>Whether the proposition can be reached, whatever its quantifier; null if the test cannot be judged.</summary>
    public bool? Found => Result?.IsFound;

    /// <summary>What the search came to; null if the test cannot be judged.</summary>
    public LitmusResult? Result { get; init; }

    /// <summary>The quantifier of the condition.</summary>
    public Quantifier Quantifier { get; init; }

    /// <summary>What is asked for if a verdict says "Allowed": the proposition, or with <c>forall</c> its opposite. Null as above.</summary>
    public bool? IsAllowed => Result?.IsAllowed(Quantifier);

    /// <summary>What is expected; null if nothing is.</summary>
    public ExpectedVerdict? Verdict { get; init; }

    /// <summary>States of the search.</summary>
    public long States => Result?.States ?? 0;

    /// <summary>An execution that ends so; null if none was asked for, or there is none.</summary>
    public WitnessTable? Witness { get; init; }

    /// <summary>Why it cannot be judged, with the line; null if it can.</summary>
    public string? Why { get; init; }

    /// <summary>
    /// Whether it came to what is expected: an outcome that needs load buffering may be missed, and is never a disagreement then. Null
    /// if there is nothing to compare.
    /// </summary>
    public bool? Agrees => IsAllowed is { } isAllowed && Verdict is { } verdict
        ? isAllowed == verdict.IsAllowed || (verdict is { IsAllowed: true, NeedsLoadBuffering: true } && Memory == "armv8")
        : null;
}
