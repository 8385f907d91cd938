namespace Interlock.Sync;

/// <summary>A condition of <see cref="Cpu.Assert"/> did not hold.</summary>
/// <param name="message">The meaning of the condition.</param>
/// <param name="site">The place of the assertion.</param>
public sealed class AssertionFailedException(string message, Site site) : Exception(message)
{
    /// <summary>The place of the assertion.</summary>
    public Site Site { get; } = site;
}
