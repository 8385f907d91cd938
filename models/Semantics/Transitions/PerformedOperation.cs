using Interlock.Semantics.Machines;
using Interlock.Sync;

namespace Interlock.Semantics.Transitions;

/// <summary>One operation of a step, for who draws a counterexample; a <see cref="Transition"/> says the same in words.</summary>
/// <param name="Operation">What was asked.</param>
/// <param name="Word">The word of memory that it concerns, or that a guest's access reached; empty if there is none.</param>
/// <param name="Result">What it answered.</param>
/// <param name="Before">What the word held before; zero if there is no word.</param>
/// <param name="After">What the word holds after the operation; zero if there is no word.</param>
/// <param name="Translation">How a guest's access was translated; null if it is none.</param>
/// <param name="Notes">What the code remarked after it.</param>
/// <param name="Methods">The methods that waited for it, innermost first, with their arguments.</param>
public sealed record PerformedOperation(
    Operation Operation,
    string Word,
    ulong Result,
    ulong Before,
    ulong After,
    GuestTranslation? Translation,
    IReadOnlyList<Note> Notes,
    IReadOnlyList<string> Methods)
{
    /// <summary>Whether the environment let it go on for no reason; see <see cref="Successor.IsUnprovoked"/>.</summary>
    public bool IsUnprovoked { get; init; }
}
