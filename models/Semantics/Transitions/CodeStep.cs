namespace Interlock.Semantics.Transitions;

/// <summary>What code was seen to do from one operation to the next, to be compared with what it does elsewhere.</summary>
/// <param name="From">Where it goes on: the end of an earlier step, by index; where a vCPU's code begins, its index's complement.</param>
/// <param name="Result">What the operation answered that it waited for; zero where it begins.</param>
/// <param name="OnlyWakes">Whether code that sleeps is woken, and does not run on yet.</param>
/// <param name="Content">A hash of all that it did: where it is suspended then, its live locals, what it remarked, what it threw.</param>
public readonly record struct CodeStep(int From, ulong Result, bool OnlyWakes, ulong Content);
