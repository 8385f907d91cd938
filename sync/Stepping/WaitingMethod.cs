namespace Interlock.Sync.Stepping;

/// <summary>A method that waits for an operation.</summary>
/// <param name="Type">The name of the type that declares it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">Its arguments in words, as far as they are plain values.</param>
public sealed record WaitingMethod(string Type, string Name, string Arguments)
{
    /// <summary>The name of the type and its own.</summary>
    public string FullName => $"{Type}.{Name}";

    /// <inheritdoc/>
    public override string ToString() => $"{FullName}({Arguments})";
}
