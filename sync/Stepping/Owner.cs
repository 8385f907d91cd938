namespace Interlock.Sync.Stepping;

/// <summary>The local that holds a value, for the message when the value cannot be snapshotted.</summary>
/// <param name="Method">The method.</param>
/// <param name="Local">The local, with the path to the field inside it.</param>
/// <param name="IsStatic">Whether it is a static field that the method uses, rather than a local of it.</param>
internal sealed record Owner(string Method, string Local, bool IsStatic = false)
{
    public Owner Inside(string field) => this with { Local = $"{Local}.{field}" };

    public UnsupportedStateException Refuse(Type type, string reason) => new(
        $"{Method} {(IsStatic ? "uses the static field" : "keeps the local")} '{Local}' of type " +
        $"{FrameLayout.TypeName(type)}{(IsStatic ? string.Empty : " across an await")}: {reason}. " +
        "Keep shared state in the machine's memory, and locals in values or immutable objects.");
}
