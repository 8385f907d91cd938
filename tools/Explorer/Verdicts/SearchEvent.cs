using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Verdicts;

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

/// <summary>How far random walks are.</summary>
/// <param name="Walks">Walks taken so far.</param>
/// <param name="Steps">Their steps.</param>
/// <param name="States">Distinct states that they came through.</param>
/// <param name="Elapsed">Time since they began.</param>
public sealed record WalkProgress(long Walks, long Steps, long States, TimeSpan Elapsed) : SearchEvent;

/// <summary>A violation has been found; its counterexample is being worked out.</summary>
/// <param name="Violation">What broke.</param>
public sealed record Finding(Violation Violation) : SearchEvent;
