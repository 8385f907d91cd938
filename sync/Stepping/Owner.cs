namespace Interlock.Sync.Stepping;

/// <summary>The local that holds a value, for the message when the value cannot be snapshotted.</summary>
/// <param name="Method">The method.</param>
/// <param name="Local">The local, with the path to the field inside it.</param>
internal sealed record Owner(string Method, string Local)
{
    public Owner Inside(string field) => this with { Local = $"{Local}.{field}" };

    public UnsupportedStateException Refuse(Type type, string reason) => new(
        $"{Method} keeps the local '{Local}' of type {FrameLayout.TypeName(type)} across an await: {reason}. " +
        "Keep shared state in the machine's memory, and locals in values or immutable objects.");
}
