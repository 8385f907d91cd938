using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>A system of one number, for ever.</summary>
/// <param name="next">What follows a number.</param>
internal sealed class Numbers(Func<ulong, ulong> next) : TransitionSystem
{
    public override int Width => 1;

    public override IReadOnlyList<string> Actors => ["counter"];

    public override IReadOnlyList<string> Witnesses => [];

    public override void Start(Expansion into)
    {
        into.Reset([0]);
        into.Begin(0, 0);
        into.End();
    }

    public override void Expand(ReadOnlySpan<ulong> state, Expansion into, bool afresh = false)
    {
        into.Reset(state);
        into.Begin(0, 0);
        into.Set(0, next(state[0]));
        into.End();
    }

    public override Violation? CheckStopped(ReadOnlySpan<ulong> state) => null;

    public override IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> state) => [new("number", $"{state[0]}")];

    public override Transition Describe(Expansion expansion, int successor) => new(0, 0, "count", string.Empty, [], []);
}
