namespace Interlock.Isolation.Specifications;

/// <summary>A component, or null where it is not known.</summary>
/// <param name="Value">The component.</param>
public readonly record struct Known<T>(T? Value)
    where T : class;
