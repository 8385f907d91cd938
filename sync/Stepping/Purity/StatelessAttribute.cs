namespace Interlock.Sync.Stepping;

/// <summary>
/// Claims that a field, or the code and the fields of a class, hold nothing that code could tell one execution from another by: a
/// table that is filled while its object is made, or remembered answers that follow from what was asked. Purity is not
/// checked there: the claim is only put to the test where code is run twice, which a search does to some of its steps. A claim that is wrong
/// can make a verdict wrong, so it says why it is right, and a report names it among what was assumed.
/// </summary>
/// <param name="why">Why it is right.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class StatelessAttribute(string why) : Attribute
{
    /// <summary>Why it is right.</summary>
    public string Why { get; } = why;

    /// <summary>Whether that is so because no code that is explored has it: code which holds such an object is refused.</summary>
    public bool IsOfSearch { get; init; }
}
