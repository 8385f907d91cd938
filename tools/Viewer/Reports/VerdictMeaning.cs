namespace Interlock.Viewer.Reports;

/// <summary>A verdict, for a reader.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Means">What it means.</param>
/// <param name="DoesNotMean">What it does not mean.</param>
public sealed record VerdictMeaning(string Name, string Means, string DoesNotMean)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<VerdictMeaning> All { get; } =
    [
        new(
            "verified",
            "Every execution of the scenario at these sizes, of any length, was explored, and every property holds in all of them.",
            "It says nothing about larger sizes, about other scenarios, or about what the machine model leaves out."),
        new(
            "violated",
            "A property does not hold. The timeline is an execution of the compiled code that breaks it, and it was replayed before it " +
            "was written.",
            "It does not mean that there is no other violation: the search ends at the first."),
        new(
            "incomplete",
            "Nothing was found, but a bound, an interruption or sampling kept something from being explored.",
            "It is not a proof of anything, however many states were seen."),
        new(
            "error",
            "The check itself is in doubt: the code is not deterministic, keeps state that cannot be copied, or never did what its " +
            "properties are about.",
            "It says nothing about the properties, neither that they hold nor that they do not."),
    ];
}
