using Interlock.Semantics.Machines;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Explorer.Traces;

/// <summary>A part of a system: what follows from one state, in which an execution has stopped for now.</summary>
/// <param name="whole">The system.</param>
/// <param name="state">The state.</param>
/// <param name="violation">What the execution has broken; null if nothing.</param>
internal sealed class ContinuedSystem(TransitionSystem whole, ulong[] state, Violation? violation) : TransitionSystem
{
    public override int Width => whole.Width;

    public override string Memory => whole.Memory;

    public override string MemoryTerms => whole.MemoryTerms;

    public override MemoryBound? MemoryBoundMet => whole.MemoryBoundMet;

    public override IReadOnlyList<string> Actors => whole.Actors;

    public override IReadOnlyList<string> Witnesses => whole.Witnesses;

    public override string? WaitsFor(string witness) => whole.WaitsFor(witness);

    public override IReadOnlyDictionary<string, long> Distinct => whole.Distinct;

    public override IReadOnlyList<string> Properties => whole.Properties;

    public override string? Flaw => whole.Flaw;

    public override IReadOnlyList<string> Assumptions => whole.Assumptions;

    public override IReadOnlyList<Trial> Trials => whole.Trials;

    public override IReadOnlyList<JudgedProperty> Judgements(IReadOnlyList<TrialCount> tried, long steps) => whole.Judgements(tried, steps);

    public override bool MustShowWitnesses => false;

    public override IReadOnlyList<string> Goals => whole.Goals;

    public override IReadOnlyList<LivenessProperty> Liveness => whole.Liveness;

    public override IReadOnlyList<CodeStep> CodeSteps(int most) => whole.CodeSteps(most);

    public override string? FirstOther(IReadOnlyList<CodeStep> steps) => whole.FirstOther(steps);

    public override IReadOnlyList<Fact> Facts => whole.Facts;

    public override IReadOnlyDictionary<string, WordMeaning> Meanings => whole.Meanings;

    public override IReadOnlyList<NamedValue>? Fields(ReadOnlySpan<ulong> at) => whole.Fields(at);

    public override StateParts? TakeApart() => whole.TakeApart();

    public override StatePicture? Picture(ReadOnlySpan<ulong> at) => whole.Picture(at);

    public override IReadOnlyList<VcpuView> Views(ReadOnlySpan<ulong> at) => whole.Views(at);

    public override void Start(Expansion into)
    {
        into.Reset(new ulong[Width]);
        into.Begin(0, 0);
        for (var position = 0; position < state.Length; position++)
        {
            into.Set(position, state[position]);
        }

        if (violation is not null)
        {
            into.Violate(violation);
        }

        into.End();
    }

    public override void Expand(ReadOnlySpan<ulong> from, Expansion into, bool afresh = false) => whole.Expand(from, into, afresh);

    public override void ExpandAsIs(ReadOnlySpan<ulong> from, Expansion into) => whole.ExpandAsIs(from, into);

    public override IReadOnlyCollection<Operation> Operations => whole.Operations;

    public override Violation? Check(ReadOnlySpan<ulong> at) => whole.Check(at);

    public override Violation? CheckStopped(ReadOnlySpan<ulong> at) => whole.CheckStopped(at);

    public override ulong GoalsMet(ReadOnlySpan<ulong> at) => whole.GoalsMet(at);

    public override Violation CheckStuck(ReadOnlySpan<ulong> at, int goal) => whole.CheckStuck(at, goal);

    public override IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> at) => whole.Describe(at);

    public override Transition Describe(Expansion expansion, int successor) => whole.Describe(expansion, successor);
}
