namespace Interlock.Semantics.SelfComposition;

/// <summary>What an <see cref="Observer"/> learns of an operation, besides what the code remarks after it.</summary>
public enum Visibility
{
    /// <summary>Nothing: it is the trusted code's own. What follows from it may be seen.</summary>
    Hidden,

    /// <summary>Nothing, not even that it was made: it is the victim's own.</summary>
    Private,

    /// <summary>The operation and what it meets, but not the value that it answers: the victim shows that it does it.</summary>
    Shown,

    /// <summary>The operation and what it answers: it is the observer's own.</summary>
    Seen,

    /// <summary>What it answers: the victim releases it. Executions that release different values need not look alike from there on.</summary>
    Released,
}
