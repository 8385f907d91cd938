namespace Interlock.Sync;

/// <summary>A word of shared physical memory, by its index from zero.</summary>
/// <param name="Index">Index of the word; not a byte offset.</param>
public readonly record struct Address(int Index)
{
    /// <inheritdoc/>
    public override string ToString() => $"word:{Index}";
}
