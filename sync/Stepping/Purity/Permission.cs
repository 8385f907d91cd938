namespace Interlock.Sync.Stepping.Purity;

/// <summary>What the review of the framework says of a member.</summary>
internal enum Permission
{
    /// <summary>Nobody has looked at it: it is refused.</summary>
    NotReviewed,

    /// <summary>It may answer from, or leave behind, more than its arguments: it is refused.</summary>
    Refused,

    /// <summary>A function of its arguments, which calls what they override: that is judged with their types.</summary>
    Permitted,

    /// <summary>Permitted, and it turns its arguments into text: their types are to be known.</summary>
    Formats,
}
