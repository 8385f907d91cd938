namespace Interlock.Semantics.Transitions;

/// <summary>The effect of code from one operation to the next, for a comparison with the same code in another process.</summary>
/// <param name="From">The index of the step before it; at the start of a vCPU's code, the complement of the vCPU's index.</param>
/// <param name="Result">The result of the pending operation; zero at the start of a vCPU's code.</param>
/// <param name="OnlyWakes">Whether the step wakes sleeping code without running it.</param>
/// <param name="Content">A hash of the effect: where the code is suspended, its live locals, its events, its exception.</param>
public readonly record struct CodeStep(int From, ulong Result, bool OnlyWakes, ulong Content);
