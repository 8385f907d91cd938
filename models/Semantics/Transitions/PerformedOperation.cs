using Interlock.Semantics.Machines;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Transitions;

/// <summary>One operation of a step, as data for reports; a <see cref="Transition"/> has the same in words.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Word">The name of the word that it concerns, or that a guest access reached; empty if there is none.</param>
/// <param name="Result">Its result.</param>
/// <param name="Before">The value of the word before the operation; zero if there is no word.</param>
/// <param name="After">The value of the word after the operation; zero if there is no word.</param>
/// <param name="Translation">The translation of a guest access; null for other operations.</param>
/// <param name="Notes">The events of the code after it.</param>
/// <param name="Methods">The methods that await it, innermost first, with their arguments.</param>
public sealed record PerformedOperation(
    Operation Operation,
    string Word,
    ulong Result,
    ulong Before,
    ulong After,
    GuestTranslation? Translation,
    IReadOnlyList<Note> Notes,
    IReadOnlyList<WaitingMethod> Methods)
{
    /// <summary>What the word means to a reader.</summary>
    public WordMeaning Meaning { get; init; }

    /// <summary>Whether it completed without cause; see <see cref="Successor.IsUnprovoked"/>.</summary>
    public bool IsUnprovoked { get; init; }
}
