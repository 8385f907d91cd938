using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Explorer.Survival;

/// <summary>Counts to three; at one place, it recurs in one of the ways of <see cref="RecursiveCode"/>.</summary>
/// <param name="way">The way.</param>
/// <param name="ends">Whether that ends.</param>
/// <param name="place">The place.</param>
internal sealed class RecursiveModel(string way, bool ends, string place) : Model<int>
{
    private readonly Func<ulong> go = RecursiveCode.Code(way, ends);

    public static IReadOnlyList<string> Places => ["initial", "actions", "end", "invariant", "goal"];

    public override IReadOnlyList<string> Actors => ["one"];

    public override IReadOnlyList<(string Name, Func<int, bool> Holds)> Invariants => [("holds", state => Recur("invariant", state))];

    public override IReadOnlyList<(string Name, Func<int, bool> Met)> Goals => [("met", state => Recur("goal", state) && state == 3)];

    public override IEnumerable<int> Initial()
    {
        Recur("initial", 2);
        return [0];
    }

    public override IEnumerable<ModelAction<int>> Enabled(int state)
    {
        if (Recur("actions", state) && state < 3)
        {
            yield return new(0, "count", state + 1);
        }
    }

    public override bool MayEnd(int state) => Recur("end", state - 1);

    private bool Recur(string at, int state) => at != place || state != 2 || go() >= 0;
}
