using Interlock.Explorer.Verdicts;

namespace Interlock.Explorer.Traces;

/// <summary>A state that a search for safe continuations has come to.</summary>
/// <param name="words">Its words.</param>
/// <param name="isBroken">Whether the state itself breaks a property.</param>
internal sealed class ExploredState(ulong[] words, bool isBroken)
{
    /// <summary>Its words.</summary>
    public ulong[] Words { get; } = words;

    /// <summary>Whether the state itself breaks a property.</summary>
    public bool IsBroken { get; } = isBroken;

    /// <summary>Whether no safe continuation begins here; known once everything that follows has been explored.</summary>
    public bool IsDoomed { get; set; }

    /// <summary>The search that came here first; zero before any.</summary>
    public int FoundBy { get; set; }

    /// <summary>The state that the search came from, and by which choice; negative where it began.</summary>
    public (int State, Choice Choice) From { get; set; }

    /// <summary>The states that steps which break nothing lead to; null until they are known.</summary>
    public uint[]? Next { get; set; }

    /// <summary>Whose those steps are, and with which outcome.</summary>
    public Choice[] Choices { get; set; } = [];

    /// <summary>The goals that those steps meet, a bit each.</summary>
    public ulong[] Goals { get; set; } = [];

    /// <summary>A step that stays in the component of the state which was looked at last; null if none does.</summary>
    public Choice? Within { get; set; }

    /// <summary>The actors that can take a step, be it one that breaks something, a bit each.</summary>
    public ulong Enabled { get; set; }
}
