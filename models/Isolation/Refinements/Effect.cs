using Interlock.Isolation.Specifications;
namespace Interlock.Isolation.Refinements;

/// <summary>What a CPU did to a component between taking its lock and releasing it: maybe nothing.</summary>
/// <param name="Component">Which component.</param>
/// <param name="Before">Its number when the lock was taken.</param>
/// <param name="After">Its number when the lock was released.</param>
public readonly record struct Effect(Component Component, int Before, int After);
