using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Traces;

/// <summary>Why a recorded execution goes wrong; see <see cref="Explaining"/>. Steps are counted from zero.</summary>
/// <param name="Inevitable">
/// The step that made the violation inevitable: before it there was a safe continuation, after it there is none. A continuation is safe
/// if it breaks nothing and either ends with everybody done or goes on for ever such that whoever can always take a step takes some and
/// every goal is met again and again. Null if there is no such step or it is not known: <paramref name="NotInevitable"/> says which.
/// </param>
/// <param name="NotInevitable">Why there is no such step, in a sentence; null if there is one.</param>
/// <param name="Alternative">A step with which a safe continuation begins, in the state before the inevitable one; null if there is
/// none.</param>
/// <param name="Differences">What the inevitable step makes different in the state, by name: words, translations, where code
/// stands.</param>
/// <param name="Conflict">
/// Two accesses that conflict and matter: the inevitable step's with what another actor did next, whose order decided; or else the last of
/// those that had to do with the violation. Null if there are none: <paramref name="NoConflict"/> says why.
/// </param>
/// <param name="NoConflict">Why there is no conflict to show, in a sentence; null if there is one.</param>
/// <param name="Loop">The first step that repeats for ever; null if the execution ends. See <see cref="Verdicts.Counterexample"/>.</param>
/// <param name="NeverAgain">What never happens in the loop, or never again from the end on; null if the violation is of another kind.</param>
/// <param name="States">How many states were looked at for it.</param>
public sealed record Explanation(
    int? Inevitable,
    string? NotInevitable,
    Transition? Alternative,
    IReadOnlyList<Change> Differences,
    Conflict? Conflict,
    string? NoConflict,
    int? Loop,
    string? NeverAgain,
    long States);

/// <summary>Two accesses to the same word by different actors, one of them a write.</summary>
/// <param name="Name">What is accessed.</param>
/// <param name="First">The earlier access.</param>
/// <param name="Second">The later access.</param>
public sealed record Conflict(string Name, ConflictingAccess First, ConflictingAccess Second);

/// <summary>One of two conflicting accesses.</summary>
/// <param name="Step">In which step, from zero.</param>
/// <param name="Operation">Which operation of the step, from zero; several only if they were merged.</param>
/// <param name="Access">What it does to the word.</param>
public readonly record struct ConflictingAccess(int Step, int Operation, NamedAccess Access);
