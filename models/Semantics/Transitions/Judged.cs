namespace Interlock.Semantics.Transitions;

/// <summary>A filter of properties: all of them, or one alone.</summary>
/// <param name="Only">The name of the only judged property; null for all.</param>
internal readonly record struct Judged(string? Only)
{
    /// <summary>Whether all properties are judged.</summary>
    public bool IsAll => Only is null;

    /// <summary>Whether a property is judged.</summary>
    public bool Has(string property) => Only is null || Only == property;
}
