using Interlock.Engine.Addresses;

namespace Interlock.Engine.Stage2;

/// <summary>What a walk found.</summary>
/// <param name="Input">The address that was translated.</param>
/// <param name="Leaf">The block or page that it ended at.</param>
/// <param name="Output">The leaf's output address, plus where in the leaf's span the input is.</param>
public readonly record struct Translation(Ipa Input, Descriptor Leaf, Pa Output)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Input} -> {Output}";
}
