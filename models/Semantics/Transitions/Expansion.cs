using System.Runtime.CompilerServices;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Transitions;

/// <summary>
/// The successors of one state, in buffers that are used again and again: expanding a state allocates nothing.
/// Every write goes through <see cref="Set"/>, which keeps the fingerprint in step.
/// </summary>
[Stateless("The search's own: what a step leads to.")]
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
    /// <param name="witnessCount">How many witnesses the system counts.</param>
    /// <param name="wide">Whether fingerprints have 128 bits instead of 64.</param>
    /// <param name="key">The key of fingerprints; the process's own if null. Only under one key can they be compared.</param>
    /// <param name="trialCount">How many trials are counted; zero for none, whatever the system has.</param>
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

    /// <summary>How many successors there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether nobody can take a step: there is none, or the environment would take each for no reason.</summary>
    public bool IsStopped => Count == unprovoked;

    /// <summary>How often each witness was seen, over all expansions.</summary>
    public ReadOnlySpan<long> Witnesses => witnesses;

    /// <summary>How often each property was put to the test, over all expansions, by the system's trials; empty if none are counted.</summary>
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

    /// <summary>Begins the next successor as a copy of the parent. It counts once it is ended.</summary>
    /// <param name="actor">Whose step it is.</param>
    /// <param name="choice">Which of the actor's outcomes, from zero.</param>
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

    /// <summary>A word of the successor that has been begun.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Get(int position) => words[(Count * width) + position];

    /// <summary>Writes a word of the successor that has been begun.</summary>
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

    /// <summary>Writes a word of a successor that has been ended.</summary>
    internal void Rewrite(int index, int position, ulong value)
    {
        var count = Count;
        Count = index;
        Set(position, value);
        Count = count;
    }

    /// <summary>Whether a successor is the state that is being expanded, as far as fingerprints tell.</summary>
    internal bool IsLoop(int index) => successors[index].Low == parentLow && successors[index].High == parentHigh;

    /// <summary>Says what the operation of the successor answered.</summary>
    public void Answer(ulong result) => successors[Count].Result = result;

    /// <summary>Says which word of memory a guest's access reaches in the successor.</summary>
    internal void Reach(int word) => successors[Count].Reached = word + 1;

    /// <summary>Says of the successor that has been begun that the environment takes the step for no reason.</summary>
    public void MarkUnprovoked()
    {
        unprovoked++;
        successors[Count].IsUnprovoked = true;
    }

    /// <summary>Says that the successor meets a goal.</summary>
    /// <param name="goal">Index of the goal.</param>
    public void Meet(int goal) => successors[Count].Goals |= 1UL << goal;

    /// <summary>Counts a witness that the successor shows.</summary>
    /// <param name="witness">Index of the witness.</param>
    public void Witness(int witness) => witnesses[witness]++;

    /// <summary>Counts that the successor puts a property to the test.</summary>
    /// <param name="trial">Index of the trial.</param>
    /// <param name="vcpu">Of which vCPU it is seen.</param>
    public void Try(int trial, int vcpu) => Try(trial, new TrialCount(1, 1UL << vcpu));

    /// <summary>Adds to what has been counted of a trial.</summary>
    internal void Try(int trial, TrialCount count)
    {
        if ((uint)trial < (uint)trials.Length)
        {
            trials[trial] = trials[trial].And(count);
        }
    }

    /// <summary>Says that the successor breaks a property; the first that is said counts.</summary>
    public void Violate(Violation violation) => successors[Count].Violation ??= violation;

    /// <summary>Ends the successor that has been begun.</summary>
    public void End() => Count++;

    /// <summary>Forgets the witnesses and trials counted so far.</summary>
    public void ForgetWitnesses()
    {
        Array.Clear(witnesses);
        Array.Clear(trials);
    }

    /// <summary>Further buffers for the same states, to take a step of several operations in; witnesses are counted here.</summary>
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
