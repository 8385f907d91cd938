namespace Interlock.Semantics.Transitions;

/// <summary>Which properties are judged: all of them, or one alone.</summary>
/// <param name="Only">The one; null for all.</param>
internal readonly record struct Judged(string? Only)
{
    /// <summary>Whether nothing is left out.</summary>
    public bool IsAll => Only is null;

    /// <summary>Whether a property is judged.</summary>
    public bool Has(string property) => Only is null || Only == property;
}
