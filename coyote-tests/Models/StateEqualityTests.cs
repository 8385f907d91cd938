using System.Collections.Immutable;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>
/// States of plain models are equal if no code can tell them apart, whatever their class says. Each model reaches the bad state only if
/// two states are kept apart; its benign variant never tells them apart.
/// </summary>
public sealed class StateEqualityTests
{
    private static readonly Label Sentinel = new(1);

    public static TheoryData<string> Models =>
    [
        "hidden field", "contradicting hash", "lying struct", "derived class", "minus zero", "scale", "kind", "one object or two",
        "sentinel", "text", "boxed", "nested liar", "delegate", "array",
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void States_that_behave_differently_are_not_merged(string name)
    {
        foreach (var workers in (int[])[1, 2])
        {
            Assert.Equal(Verdict.Violated, Run(name, tells: true, workers).Verdict);
            var benign = Run(name, tells: false, workers);
            Assert.True(benign.Verdict == Verdict.Verified, $"{benign.Verdict}: {benign.Error}");
        }
    }

    [Fact]
    public void Equal_states_are_one()
    {
        var report = Run("hidden field", tells: false, workers: 1);

        Assert.Equal(4, report.States); // the beginning, two of the middle, the end
    }

    [Theory]
    [InlineData("list")]
    [InlineData("setter")]
    [InlineData("inner")]
    public void A_later_state_that_can_be_changed_is_refused(string name)
    {
        var report = new Exploration(new Later(name).AsSystem()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("the model Later has a state", report.Error, StringComparison.Ordinal);
        Assert.Contains("can be changed", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_state_that_cannot_be_changed_is_explored() =>
        Assert.Equal((null, Verdict.Verified), Of(new Exploration(new Later("none").AsSystem()).Run()));

    private static (string?, Verdict) Of(Report report) => (report.Error, report.Verdict);

    // The two states of the middle are those that their class, or the framework, calls equal.
    private static Report Run(string name, bool tells, int workers) => name switch
    {
        "hidden field" => Run(new Hidden(0, 0), new(1, 0), new(1, 7), state => state.Aside == 7, new(2, 7), tells, workers),
        "contradicting hash" => Run(new Contradicting(0), new(1), new(3), state => state.Value == 3, new(5), tells, workers),
        "lying struct" => Run(new Liar(0, 0), new(1, 0), new(1, 7), state => state.Aside == 7, new(2, 7), tells, workers),
        "derived class" => Run(
            new Base(0), new Base(1), new Derived(1, 7), state => state is Derived { Aside: 7 }, new Base(3), tells, workers),
        "minus zero" => Run(new Ratio(2), new(0.0), new(-0.0), state => 1 / state.Value < 0, new(5), tells, workers),
        "scale" => Run(new Price(2), new(1.0m), new(1.00m), state => state.Value.Scale == 2, new(5), tells, workers),
        "kind" => Run(
            new Moment(new DateTime(1)), new(new DateTime(2, DateTimeKind.Utc)), new(new DateTime(2, DateTimeKind.Local)),
            state => state.At.Kind == DateTimeKind.Local, new(new DateTime(5)), tells, workers),
        "one object or two" => Run(
            () => new Two(new Label(0), new Label(0)), () => new Two(new Label(1), new Label(1)), () => Twice(new Label(1)),
            state => ReferenceEquals(state.One, state.Other), () => Twice(new Label(3)), tells, workers),
        "sentinel" => Run(
            () => new One(new Label(0)), () => new One(new Label(1)), () => new One(Sentinel),
            state => ReferenceEquals(state.Label, Sentinel), () => new One(new Label(3)), tells, workers),
        "text" => Run(
            () => new Text("zero"), () => new Text(string.Concat("on", Letter('e'))), () => new Text("one"),
            state => ReferenceEquals(state.Value, "one"), () => new Text("three"), tells, workers),
        "boxed" => Run(
            () => new Boxed(0, 0), () => new Boxed(1, 1), () => Both(1),
            state => ReferenceEquals(state.One, state.Other), () => Both(3), tells, workers),
        "nested liar" => Run(
            new Nested([new(0, 0)]), new([new(1, 0)]), new([new(1, 7)]),
            state => state.Values[0].Aside == 7, new([new(2, 7)]), tells, workers),
        "delegate" => Run(
            () => new Chosen(0, Plus), () => new Chosen(1, Plus), () => new Chosen(1, Times), state => state.Next(3) == 6,
            () => new Chosen(3, Times), tells, workers),
        "array" => Run(
            () => new Elements(0, []), () => new Elements(1, [1, 2]), () => new Elements(1, [2, 1]), state => state.Values is [2, ..],
            () => new Elements(3, [2]), tells, workers),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static int Plus(int value) => value + 1;

    private static int Times(int value) => value * 2;

    private static string Letter(char letter) => letter.ToString();

    private static Two Twice(Label label) => new(label, label);

    private static Boxed Both(object value) => new(value, value);

    private static Report Run<TState>(
        TState start, TState plain, TState special, Func<TState, bool> isSpecial, TState bad, bool tells, int workers)
        where TState : IEquatable<TState> => Explore(new Values<TState>(start, plain, special, isSpecial, bad, tells), workers);

    private static Report Run<TState>(
        Func<TState> start, Func<TState> plain, Func<TState> special, Func<TState, bool> isSpecial, Func<TState> bad,
        bool tells, int workers)
        where TState : IEquatable<TState> => Explore(new Made<TState>(start, plain, special, isSpecial, bad, tells), workers);

    private static Report Explore<TState>(Model<TState> model, int workers)
        where TState : IEquatable<TState> => new Exploration(model.AsSystem(), new SearchOptions(Workers: workers)).Run();

    private sealed record Hidden(int Value, int Aside)
    {
        public bool Equals(Hidden? other) => Value == other?.Value;

        public override int GetHashCode() => Value;
    }

    private sealed class Contradicting(int value) : IEquatable<Contradicting>
    {
        public int Value { get; } = value;

        public bool Equals(Contradicting? other) => other is not null && Value % 2 == other.Value % 2;

        public override bool Equals(object? obj) => Value == (obj as Contradicting)?.Value;

        public override int GetHashCode() => Value % 2;
    }

    private readonly struct Liar(int value, int aside) : IEquatable<Liar>
    {
        public int Value { get; } = value;

        public int Aside { get; } = aside;

        public bool Equals(Liar other) => Value == other.Value;

        public override bool Equals(object? obj) => obj is Liar other && Equals(other);

        public override int GetHashCode() => Value;
    }

    private class Base(int value) : IEquatable<Base>
    {
        public int Value { get; } = value;

        public bool Equals(Base? other) => Value == other?.Value;

        public override bool Equals(object? obj) => Equals(obj as Base);

        public override int GetHashCode() => Value;
    }

    private sealed class Derived(int value, int aside) : Base(value)
    {
        public int Aside { get; } = aside;
    }

    private readonly record struct Ratio(double Value);

    private readonly record struct Price(decimal Value);

    private readonly record struct Moment(DateTime At);

    private sealed record Label(int Number);

    private sealed record Two(Label One, Label Other);

    private sealed record One(Label Label);

    private sealed record Text(string Value);

    private sealed record Boxed(object One, object Other);

    private readonly record struct Nested(ImmutableArray<Liar> Values)
    {
        public bool Equals(Nested other) => Values.AsSpan().SequenceEqual(other.Values.AsSpan());

        public override int GetHashCode() => Values.Length;
    }

    private sealed record Chosen(int Value, Func<int, int> Next)
    {
        public bool Equals(Chosen? other) => Value == other?.Value;

        public override int GetHashCode() => Value;
    }

    private sealed record Elements(int Value, ImmutableArray<int> Values)
    {
        public bool Equals(Elements? other) => Value == other?.Value && Values.Order().SequenceEqual(other.Values.Order());

        public override int GetHashCode() => Value;
    }

    private abstract class Fork<TState>(Func<TState, bool> isSpecial, bool tells) : Model<TState>
        where TState : IEquatable<TState>
    {
        public override IReadOnlyList<string> Actors => ["one"];

        public override IReadOnlyList<Trial> Trials => [new("never bad", "a step out of the middle")];

        protected abstract TState Start { get; }

        protected abstract TState Plain { get; }

        protected abstract TState Special { get; }

        protected abstract TState Bad { get; }

        public override IEnumerable<TState> Initial() => [Start];

        public override IEnumerable<ModelAction<TState>> Enabled(TState state) => isSpecial(state)
            ?
            [
                new(0, "on", Bad)
                {
                    Tries = 1,
                    Breaks = tells ? new Violation(ViolationKind.Invariant, "never bad", "it is special") : null,
                },
            ]
            : [new(0, "plain", Plain) { Tries = 1 }, new(0, "special", Special)];

        public override bool MayEnd(TState state) => true;
    }

    private sealed class Values<TState>(
        TState start, TState plain, TState special, Func<TState, bool> isSpecial, TState bad, bool tells) : Fork<TState>(isSpecial, tells)
        where TState : IEquatable<TState>
    {
        protected override TState Start => start;

        protected override TState Plain => plain;

        protected override TState Special => special;

        protected override TState Bad => bad;
    }

    private sealed class Made<TState>(
        Func<TState> start, Func<TState> plain, Func<TState> special, Func<TState, bool> isSpecial, Func<TState> bad, bool tells)
        : Fork<TState>(isSpecial, tells)
        where TState : IEquatable<TState>
    {
        protected override TState Start => start();

        protected override TState Plain => plain();

        protected override TState Special => special();

        protected override TState Bad => bad();
    }

    private abstract record Part;

    private sealed record Numbered(int Number) : Part;

    private sealed record Listed(List<int> Numbers) : Part;

    private sealed record Settable : Part
    {
        public int Number { get; set; }
    }

    private sealed record Inner(Settable Part) : Part;

    /// <summary>Counts to three, and has another class of states from then on.</summary>
    private sealed class Later(string name) : Model<Part>
    {
        public override IReadOnlyList<string> Actors => ["one"];

        public override IReadOnlyList<(string Name, Func<Part, bool> Holds)> Invariants =>
            [("small", state => state is not Numbered { Number: > 3 })];

        public override IEnumerable<Part> Initial() => [new Numbered(0)];

        public override IEnumerable<ModelAction<Part>> Enabled(Part state) => state is Numbered { Number: < 3 } before
            ? [new(0, "count", before.Number < 2 ? new Numbered(before.Number + 1) : Last())]
            : [];

        public override bool MayEnd(Part state) => true;

        private Part Last() => name switch
        {
            "list" => new Listed([1]),
            "setter" => new Settable(),
            "inner" => new Inner(new Settable()),
            _ => new Numbered(3),
        };
    }
}
