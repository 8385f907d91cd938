namespace Interlock.Litmus;

/// <summary>What a search of a litmus test came to. It is complete.</summary>
/// <param name="IsFound">Whether the proposition of the condition can be reached; of <c>forall</c>, its opposite.</param>
/// <param name="States">How many states there are.</param>
public sealed record LitmusResult(bool IsFound, long States);
