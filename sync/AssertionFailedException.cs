namespace Interlock.Sync;

/// <summary>A condition that <see cref="Cpu.Assert"/> was given did not hold.</summary>
/// <param name="message">What should have held.</param>
/// <param name="site">Where it was asserted.</param>
public sealed class AssertionFailedException(string message, Site site) : Exception(message)
{
    /// <summary>Where it was asserted.</summary>
    public Site Site { get; } = site;
}
