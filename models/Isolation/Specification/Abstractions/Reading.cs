namespace Interlock.Isolation.Specifications.Abstractions;

/// <summary>What words mean: a component, or why they mean none.</summary>
/// <typeparam name="T">The component.</typeparam>
/// <param name="State">The component; null if there is a flaw.</param>
/// <param name="Flaw">What no engine may ever write; null if there is a component.</param>
public sealed record Reading<T>(T? State, Flaw? Flaw)
    where T : class;
