namespace Interlock.Litmus;

/// <summary>What a search of a litmus test came to. It is complete.</summary>
/// <param name="IsFound">Whether an end can be reached of which the proposition of the condition holds, whatever its quantifier.</param>
/// <param name="IsContradicted">Whether an end can be reached of which it does not hold.</param>
/// <param name="States">How many states there are.</param>
public sealed record LitmusResult(bool IsFound, bool IsContradicted, long States)
{
    /// <summary>
    /// What the verdict "Allowed" says: the proposition can be reached, or what contradicts it where all ends must meet it
    /// (<c>forall</c>).
    /// </summary>
    /// <param name="quantifier">The quantifier of the condition.</param>
    public bool IsAllowed(Quantifier quantifier) => quantifier == Quantifier.ForAll ? IsContradicted : IsFound;

    /// <summary>Herd's word for how often the proposition holds of the ends: Always, Sometimes or Never.</summary>
    public string Observation => (IsFound, IsContradicted) switch
    {
        (true, true) => "Sometimes",
        (true, false) => "Always",
        _ => "Never",
    };
}
