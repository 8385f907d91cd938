using Interlock.Models.Systems;

namespace Interlock.Explorer.Search;

/// <summary>What a search says while it runs, through a channel.</summary>
public abstract record SearchEvent;

/// <summary>How far it is.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="States">Distinct states so far.</param>
/// <param name="Transitions">Transitions so far.</param>
/// <param name="Frontier">States that wait to be expanded.</param>
/// <param name="Depth">Greatest depth so far.</param>
/// <param name="Elapsed">Time since the search began.</param>
public sealed record Progress(
    string Phase, long States, long Transitions, long Frontier, int Depth, TimeSpan Elapsed) : SearchEvent;

/// <summary>A violation has been found; its shortest counterexample is being worked out.</summary>
/// <param name="Violation">What broke.</param>
public sealed record Finding(Violation Violation) : SearchEvent;
