namespace Interlock.Isolation.Idealized;

/// <summary>What the TLB and the cache hold of a virtual page of the active OS. Neither says of which OS: there are no tags.</summary>
/// <param name="Page">The machine page that the TLB has; <see cref="Idealized.Page.None"/> if it has none.</param>
/// <param name="Value">The value that the cache has; -1 if it has none.</param>
public readonly record struct Line(int Page, int Value)
{
    /// <summary>Nothing.</summary>
    public static Line Empty => new(Idealized.Page.None, -1);

    /// <inheritdoc/>
    public override string ToString() => this == Empty ? "-" : $"page {Page}, {Value}";
}
