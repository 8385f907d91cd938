using System.Numerics;
using Interlock.Semantics.Programs;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Transitions;

/// <summary>
/// Explores a <see cref="Model{TState}"/>: states are numbered by what they hold as they are met, and the number is the one
/// word of the state vector, so that fingerprints of plain models never collide.
/// </summary>
internal sealed class ModelSystem<TState> : TransitionSystem
    where TState : IEquatable<TState>
{
    private readonly Model<TState> model;
    private readonly Judged judged;
    private readonly StateNumbers<TState> states;
    private readonly GuardedModel<TState> guarded;
    private volatile IReadOnlyList<string> claims = [];

    // Of some execution each: it is said of the system, and no execution sees it.
    private volatile bool hasChanged;
    private volatile bool hasToGoOn;
    private volatile bool hasOwed;

    public ModelSystem(Model<TState> model, Judged judged = default)
    {
        (this.model, this.judged) = (model, judged);
        states = StateNumbers<TState>.Of(model);
        guarded = new GuardedModel<TState>(model);
        Trials = judged.IsAll ? model.Trials : [];
        Witnesses = judged.IsAll ? [.. model.Witnesses.Select(witness => witness.Name)] : [];
        Goals = judged.Has("progress") ? [.. model.Goals.Select(goal => goal.Name)] : [];
        Liveness = [.. model.Liveness.Where(property => judged.Has(property.Name)).Select(property => new LivenessProperty(
            property.Name,
            property.Fairness,
            state => guarded.Of(property.Goal)(states[state[0]]),
            property.Trigger is null ? null : state => guarded.Of(property.Trigger)(states[state[0]]))
        {
            Promise = property.Promise,
        })];
    }

    public override int Width => 1;

    public override IReadOnlyList<string> Assumptions => claims;

    public override IReadOnlyList<string> Actors => model.Actors;

    public override IReadOnlyList<string> Witnesses { get; }

    public override IReadOnlyList<Trial> Trials { get; }

    public override IReadOnlyList<JudgedProperty> Judgements(IReadOnlyList<TrialCount> tried, long steps) => !judged.IsAll ? [] :
    [
        .. Trials.Select((trial, index) => new JudgedProperty(trial.Property, tried[index].Of(trial, steps), trial.Condition)),
        .. model.Invariants.Select(invariant => new JudgedProperty(invariant.Name, hasChanged ? Math.Max(1, steps) : 0, "a second state")),
        .. Goals.Count > 0
            ? [new JudgedProperty("progress", hasOwed ? steps : 0, "a state in which a goal is not met")]
            : Array.Empty<JudgedProperty>(),
        new JudgedProperty("deadlock-freedom", hasToGoOn ? steps : 0, "a state that is no end", MayBeMissing: true),
    ];

    public override IReadOnlyList<string> Goals { get; }

    public override IReadOnlyList<LivenessProperty> Liveness { get; }

    public override TransitionSystem JudgedBy(string property) => new ModelSystem<TState>(model, new Judged(property));

    public override void Start(Expansion into)
    {
        claims = SpecificationCheck.Require(model, typeof(Model<TState>).GetMethod(nameof(Model<TState>.Values))!);
        into.Reset([ulong.MaxValue]);
        guarded.TryInitial();
        foreach (var (state, number) in states.Reached(null, Initial))
        {
            // A model may have more initial states than memory holds.
            CodeUnderTest.OfThisThread?.EndIfGivenUp($"the initial states of {model.GetType().Name}");
            Add(state, number, 0, into);
        }
    }

    public override void Expand(ReadOnlySpan<ulong> state, Expansion into, bool afresh = false)
    {
        into.Reset(state);
        var from = states[state[0]];
        hasChanged |= states.Count > 1;
        if (!hasToGoOn && !guarded.MayEnd(from))
        {
            hasToGoOn = true;
        }

        for (var index = 0; index < Witnesses.Count; index++)
        {
            if (guarded.Of(model.Witnesses[index].Seen)(from))
            {
                into.Witness(index);
            }
        }

        var outcomes = (int[])(into.Scratch ??= new int[model.Actors.Count]);
        Array.Clear(outcomes);
        guarded.TryEnabled(from);
        foreach (var (action, number) in states.Reached(state[0], () => model.Enabled(from)))
        {
            if ((uint)action.Actor >= (uint)outcomes.Length)
            {
                throw new InvalidOperationException(
                    $"the model {model.GetType().Name} has an action '{action.Name}' of actor {action.Actor}, and {outcomes.Length} " +
                    "actors: actors are numbered from 0. Name each in Actors");
            }

            Add(action, number, outcomes[action.Actor]++, into);
        }
    }

    public override Violation? Check(ReadOnlySpan<ulong> state)
    {
        var value = states[state[0]];
        foreach (var (name, holds) in model.Invariants)
        {
            if (judged.Has(name) && !guarded.Of(holds)(value))
            {
                return new Violation(ViolationKind.Invariant, name, $"{name} does not hold in {value}");
            }
        }

        return null;
    }

    public override Violation? CheckStopped(ReadOnlySpan<ulong> state) => !judged.Has("deadlock-freedom") || guarded.MayEnd(states[state[0]])
        ? null
        : new Violation(ViolationKind.Deadlock, "deadlock-freedom", $"no action is enabled in {states[state[0]]}");

    public override ulong GoalsMet(ReadOnlySpan<ulong> state)
    {
        var value = states[state[0]];
        ulong met = 0;
        for (var index = 0; index < Goals.Count; index++)
        {
            met |= guarded.Of(model.Goals[index].Met)(value) ? 1UL << index : 0;
        }

        if (!hasOwed && BitOperations.PopCount(met) < Goals.Count)
        {
            hasOwed = true;
        }

        return met;
    }

    public override IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> state) =>
        model.Values(states[state[0]]);

    public override Transition Describe(Expansion expansion, int successor)
    {
        var from = expansion.Parent[0];
        var (actor, choice) = (expansion[successor].Actor, expansion[successor].Choice);
        var name = model.Enabled(states[from]).ElementAt(successor).Name;
        var to = expansion.State(successor)[0];
        var changes = model.Values(states[from]).Zip(model.Values(states[to]))
            .Where(values => values.First.Value != values.Second.Value)
            .Select(values => new Change(values.First.Name, values.First.Value, values.Second.Value));
        return new Transition(actor, choice, name, string.Empty, [.. changes], []);
    }

    private IEnumerable<ModelAction<TState>> Initial() =>
        model.Initial().Select(state => new ModelAction<TState>(0, string.Empty, state));

    private static void Add(ModelAction<TState> action, ulong number, int choice, Expansion into)
    {
        into.Begin(action.Actor, choice);
        into.Set(0, number);
        if (action.Breaks is { } violation)
        {
            into.Violate(violation);
        }

        for (var tried = action.Tries; tried != 0; tried &= tried - 1)
        {
            into.Try(BitOperations.TrailingZeroCount(tried), action.Actor);
        }

        into.End();
    }
}
