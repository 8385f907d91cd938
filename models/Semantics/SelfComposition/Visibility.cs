namespace Interlock.Semantics.SelfComposition;

/// <summary>What an <see cref="Observer"/> learns from an operation, beside the events after it.</summary>
public enum Visibility
{
    /// <summary>Nothing: the operation is internal to trusted code. Its consequences may be observed.</summary>
    Hidden,

    /// <summary>Nothing, not even that it was made: the operation is private to the victim.</summary>
    Private,

    /// <summary>The operation and the word or fault that it meets, but not its result: the victim does it in public.</summary>
    Shown,

    /// <summary>The operation and its result: it is the observer's own.</summary>
    Seen,

    /// <summary>Its result, which the victim declassifies. Executions that declassify different values are not compared further.</summary>
    Released,
}
