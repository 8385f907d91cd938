using Interlock.Explorer.Verdicts;

namespace Interlock.Explorer.Checks;

/// <summary>A check that failed: an execution goes wrong, or not all could be explored.</summary>
/// <param name="message">The verdict, what is wrong, and the execution step by step.</param>
/// <param name="report">All that the search has found.</param>
public sealed class NotVerifiedException(string message, Report report) : Exception(message)
{
    /// <summary>All that the search has found.</summary>
    public Report Report { get; } = report;
}
