using System.Runtime.CompilerServices;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Transitions;

/// <summary>
/// The successors of one state, in reused buffers: expanding a state allocates nothing. Every write goes through
/// <see cref="Set"/>, which updates the fingerprint.
/// </summary>
[Stateless("The search's own: what a step leads to.", IsOfSearch = true)]
public sealed class Expansion
{
    private readonly int width;
    private readonly (ulong Offset, ulong[] Factors) low;
    private readonly (ulong Offset, ulong[] Factors) high;
    private readonly bool wide;
    private readonly ulong[] parent;
    private readonly long[] witnesses;
    private readonly TrialCount[] trials;
    private ulong parentLow;
    private ulong parentHigh;
    private ulong[] words;
    private Successor[] successors = new Successor[16];
    private int unprovoked;

    /// <summary>Buffers for one worker.</summary>
    /// <param name="width">Words of a state.</param>
    /// <param name="witnessCount">The number of witnesses that the system counts.</param>
    /// <param name="wide">Whether fingerprints have 128 bits instead of 64.</param>
    /// <param name="key">The key of fingerprints; the process's own if null. Fingerprints are comparable under one key only.</param>
    /// <param name="trialCount">The number of trials to count; zero to count none.</param>
    public Expansion(int width, int witnessCount, bool wide, FingerprintKey? key = null, int trialCount = 0)
    {
        this.width = width;
        this.wide = wide;
        key ??= FingerprintKey.OfProcess;
        low = key.Lane(0, width);
        high = wide ? key.Lane(1, width) : default;
        parent = new ulong[width];
        witnesses = new long[witnessCount];
        trials = new TrialCount[trialCount];
        words = new ulong[16 * width];
    }

    private Expansion(Expansion of)
    {
        width = of.width;
        wide = of.wide;
        low = of.low;
        high = of.high;
        witnesses = of.witnesses;
        trials = of.trials;
        parent = new ulong[width];
        words = new ulong[16 * width];
    }

    /// <summary>The number of successors.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no actor can take a step: there is no successor, or each is a step without cause.</summary>
    public bool IsStopped => Count == unprovoked;

    /// <summary>The number of times each witness was seen, over all expansions.</summary>
    public ReadOnlySpan<long> Witnesses => witnesses;

    /// <summary>The count of each of the system's trials, over all expansions; empty if none are counted.</summary>
    public ReadOnlySpan<TrialCount> Trials => trials;

    /// <summary>Scratch space that a system may keep here between expansions.</summary>
    public object? Scratch { get; set; }

    /// <summary>The state that is being expanded.</summary>
    public ReadOnlySpan<ulong> Parent => parent;

    /// <summary>A successor.</summary>
    public ref Successor this[int index] => ref successors[index];

    /// <summary>The state that a successor leads to.</summary>
    public ReadOnlySpan<ulong> State(int index) => words.AsSpan(index * width, width);

    /// <summary>Starts over with another state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Reset(ReadOnlySpan<ulong> state)
    {
        Count = 0;
        unprovoked = 0;
        state.CopyTo(parent);
        parentLow = Fingerprint.Of(parent, low);
        parentHigh = wide ? Fingerprint.Of(parent, high) : 0;
    }

    /// <summary>Begins the next successor as a copy of the parent. It is added by <see cref="End"/>.</summary>
    /// <param name="actor">The index of the actor that takes the step.</param>
    /// <param name="choice">The index of the outcome among those of the actor, from zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin(int actor, int choice)
    {
        if (Count == successors.Length)
        {
            Array.Resize(ref successors, 2 * Count);
            Array.Resize(ref words, 2 * Count * width);
        }

        ref var successor = ref successors[Count];
        successor.Low = parentLow;
        successor.High = parentHigh;
        successor.Goals = 0;
        successor.Result = 0;
        successor.Reached = 0;
        successor.Actor = actor;
        successor.Choice = choice;
        successor.IsUnprovoked = false;
        successor.Violation = null;
        parent.AsSpan().CopyTo(words.AsSpan(Count * width, width));
    }

    /// <summary>A word of the successor that is being built.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Get(int position) => words[(Count * width) + position];

    /// <summary>Writes a word of the successor that is being built.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int position, ulong value)
    {
        ref var word = ref words[(Count * width) + position];
        ref var successor = ref successors[Count];
        successor.Low ^= Fingerprint.Change(low.Factors, position, word ^ value);
        if (wide)
        {
            successor.High ^= Fingerprint.Change(high.Factors, position, word ^ value);
        }

        word = value;
    }

    /// <summary>Writes a word of a finished successor.</summary>
    internal void Rewrite(int index, int position, ulong value)
    {
        var count = Count;
        Count = index;
        Set(position, value);
        Count = count;
    }

    /// <summary>Whether a successor has the fingerprint of the state that is being expanded.</summary>
    internal bool IsLoop(int index) => successors[index].Low == parentLow && successors[index].High == parentHigh;

    /// <summary>Records the result of the operation that leads to the successor.</summary>
    public void Answer(ulong result) => successors[Count].Result = result;

    /// <summary>Records the word of memory that a guest access reaches in the successor.</summary>
    internal void Reach(int word) => successors[Count].Reached = word + 1;

    /// <summary>Marks the successor that is being built as a step without cause; see <see cref="Successor.IsUnprovoked"/>.</summary>
    public void MarkUnprovoked()
    {
        unprovoked++;
        successors[Count].IsUnprovoked = true;
    }

    /// <summary>Records that the successor meets a goal.</summary>
    /// <param name="goal">Index of the goal.</param>
    public void Meet(int goal) => successors[Count].Goals |= 1UL << goal;

    /// <summary>Counts a witness that the successor shows.</summary>
    /// <param name="witness">Index of the witness.</param>
    public void Witness(int witness) => witnesses[witness]++;

    /// <summary>Counts that the successor exercises a property.</summary>
    /// <param name="trial">Index of the trial.</param>
    /// <param name="vcpu">The vCPU that exercises it.</param>
    public void Try(int trial, int vcpu) => Try(trial, new TrialCount(1, 1UL << vcpu));

    /// <summary>Adds to the count of a trial.</summary>
    internal void Try(int trial, TrialCount count)
    {
        if ((uint)trial < (uint)trials.Length)
        {
            trials[trial] = trials[trial].And(count);
        }
    }

    /// <summary>Records that the successor violates a property; only the first violation is kept.</summary>
    public void Violate(Violation violation) => successors[Count].Violation ??= violation;

    /// <summary>Adds the successor that is being built.</summary>
    public void End() => Count++;

    /// <summary>Resets the counts of witnesses and trials.</summary>
    public void ForgetWitnesses()
    {
        Array.Clear(witnesses);
        Array.Clear(trials);
    }

    /// <summary>Further buffers for states of the same system, for a step of several operations; witnesses are counted here.</summary>
    internal Expansion Fork() => new(this);

    /// <summary>Starts over with the state that another expansion expands.</summary>
    internal void Copy(Expansion other) => Copy(other.parent, other.parentLow, other.parentHigh);

    /// <summary>Starts over with a successor, of this expansion or of another.</summary>
    internal void Follow(Expansion other, int successor) =>
        Copy(other.State(successor), other.successors[successor].Low, other.successors[successor].High);

    /// <summary>Adds the state that another expansion expands as a successor.</summary>
    internal void Add(int actor, int choice, Expansion reached, ulong goals, Violation? violation, bool isUnprovoked = false)
    {
        Begin(actor, choice);
        if (isUnprovoked)
        {
            MarkUnprovoked();
        }

        ref var successor = ref successors[Count];
        successor.Low = reached.parentLow;
        successor.High = reached.parentHigh;
        successor.Goals = goals;
        successor.Violation = violation;
        reached.parent.AsSpan().CopyTo(words.AsSpan(Count * width, width));
        End();
    }

    private void Copy(ReadOnlySpan<ulong> state, ulong lowHalf, ulong highHalf)
    {
        Count = 0;
        unprovoked = 0;
        state.CopyTo(parent);
        parentLow = lowHalf;
        parentHigh = highHalf;
    }
}
