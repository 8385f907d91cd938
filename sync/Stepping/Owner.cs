namespace Interlock.Sync.Stepping;

/// <summary>The local that holds a value, for the message when the value cannot be snapshotted.</summary>
/// <param name="Method">The method.</param>
/// <param name="Local">
/// The local, with the path to the field inside it; of a variable that the compiler has made, words that begin with an article.
/// </param>
/// <param name="IsStatic">Whether it is a static field that the method uses, rather than a local of it.</param>
/// <param name="At">Where the method is suspended, or uses the field; null if that is not known.</param>
internal sealed record Owner(string Method, string Local, bool IsStatic = false, Site? At = null)
{
    /// <summary>What is said of the object in which the compiler keeps what a lambda captured.</summary>
    public const string Captured = "the captured variables";

    private bool IsOfState { get; init; }

    /// <summary>The states of a model, which are no locals.</summary>
    /// <param name="model">What a reader calls the model.</param>
    public static Owner OfStates(string model) => new(model, "a state") { IsOfState = true };

    private bool IsHidden => Local.StartsWith("the ", StringComparison.Ordinal) || Local.StartsWith("a ", StringComparison.Ordinal);

    /// <summary>A field inside the value. Those that only the compiler knows are not named.</summary>
    public Owner Inside(string field) =>
        field.StartsWith('<') ? this
        : Local == Captured ? this with { Local = field }
        : IsHidden && !IsOfState ? this
        : this with { Local = $"{Local}.{field}" };

    public UnsupportedStateException Refuse(Type type, string reason) => new(IsOfState
        ? $"{Method} has {Local} of type {FrameLayout.TypeName(type)}: {reason}. Make states of values and immutable objects."
        : Text(type, reason));

    private string Text(Type type, string reason) =>
        $"{Method}{SourceLines.Behind(At)} {(IsStatic ? "uses the static field" : IsHidden ? "keeps" : "keeps the local")} " +
        $"{(IsHidden ? Local : $"'{Local}'")} of type " +
        $"{FrameLayout.TypeName(type)}{(IsStatic ? string.Empty : " across an await")}: {reason}. " +
        "Keep shared state in the machine's memory, and locals in values or immutable objects.";
}
