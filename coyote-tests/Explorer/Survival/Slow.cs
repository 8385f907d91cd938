using System.Diagnostics;
using System.Threading;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Explorer.Survival;

/// <summary>Counts to three; one thing about it takes for ever.</summary>
/// <param name="what">What.</param>
/// <param name="seconds">For how long: it is left alone, so it must end some day.</param>
[Stateless("It counts what it is asked, and what it does not say in time is not compared.")]
internal sealed class Slow(string what, int seconds = 20) : Model<int>
{
    private const int Aside = 10; // not expanded before the violation is found

    private int expanded;

    public override IReadOnlyList<string> Actors => ["one"];

    public override IReadOnlyList<(string Name, Func<int, bool> Holds)> Invariants =>
        [("small", state => Is("predicate", state) && (what is not ("shortest path" or "found" or "explanation" or "replay") || state != 3))];

    public override IReadOnlyList<(string Name, Func<int, bool> Met)> Goals =>
        what == "goal" ? [("met", state => Is("goal", state))] : [];

    public override IReadOnlyList<LivenessProperty<int>> Liveness => what switch
    {
        "liveness goal" => [new("lives", Fairness.Weak, state => Is("liveness goal", state))],
        "liveness loop" => [new("lives", Fairness.Weak, _ => false)],
        _ => [],
    };

    public override IEnumerable<int> Initial() => Is("initial states", 2) ? [0] : [];

    public override IEnumerable<ModelAction<int>> Enabled(int state)
    {
        // When it is first met, a state is expanded twice, and each time it is asked twice; after that, it is another search.
        if (what is "shortest path" or "liveness loop" && state == 0 && Interlocked.Increment(ref expanded) > 4)
        {
            Spin();
        }

        if (what == "a little" && state == 1)
        {
            Thread.Sleep(TimeSpan.FromSeconds(3));
        }

        if ((what == "explanation" && state == Aside) || (what == "replay" && state == 1))
        {
            Spin();
        }

        return !Is("expansion", state) || state >= 3 ? []
            : state == 2 && what is "found" or "explanation" or "replay" ? [new(0, "count", state + 1), new(0, "turn aside", Aside)]
            : [new(0, "count", state + 1)];
    }

    public override bool MayEnd(int state) => Is("end", state - 1);

    private bool Is(string asked, int state)
    {
        if (asked == what && state == 2)
        {
            Spin();
        }

        return true;
    }

    private void Spin()
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(seconds);)
        {
            Thread.SpinWait(100);
        }
    }
}
