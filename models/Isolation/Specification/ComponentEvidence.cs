using Interlock.Isolation.Structures;
using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Specifications;

/// <summary>Words of a component have no meaning.</summary>
/// <param name="About">The things that they are about.</param>
public sealed record Misread(Row<Concern> About) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => About.Values;

    /// <summary>A finding.</summary>
    /// <param name="message">What the words hold, in a sentence.</param>
    /// <param name="about">The things that they are about.</param>
    internal static Flaw Of(string message, params IEnumerable<Concern> about) => new(message, new Misread(Rows.Of(about)));
}

/// <summary>A component changed by a party that did not hold its lock.</summary>
/// <param name="Component">The component.</param>
/// <param name="About">The things that it is about, as it was and as it is.</param>
public sealed record ChangedWithoutLock(Component Component, Row<Concern> About) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => About.Values;
}

/// <summary>A call released the lock of a component and took it again, and the component changed in between.</summary>
/// <param name="Component">The component.</param>
public sealed record TakenTwice(Component Component) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => Things.Of(Component);
}
