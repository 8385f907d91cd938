using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Walks;

/// <summary>What one walk did.</summary>
internal sealed class Walk
{
    /// <summary>In which initial state it began.</summary>
    public int Initial { get; set; }

    /// <summary>Its choices, in order.</summary>
    public List<Choice> Schedule { get; } = [];

    /// <summary>How many of the choices led back to where an earlier walk had been.</summary>
    public int Repeated { get; set; }

    /// <summary>Fingerprints of the states that it came through.</summary>
    public List<ulong> States { get; } = [];

    /// <summary>The values that its steps gave to words; see <see cref="Familiarity"/>.</summary>
    public List<ulong> Values { get; } = [];

    /// <summary>Where it gave a word a value that nobody had seen there: the word, the value, and after how many choices.</summary>
    public List<(int Position, ulong Value, int Length)> Discoveries { get; } = [];

    /// <summary>Successors of the states that it came through, all of which were checked.</summary>
    public long Transitions { get; set; }

    /// <summary>How often each witness was seen in them.</summary>
    public long[] Witnesses { get; set; } = [];

    /// <summary>Whether it ended because it had become too long.</summary>
    public bool IsCut { get; set; }

    /// <summary>What its schedule breaks; null if nothing.</summary>
    public Violation? Violation { get; set; }
}
