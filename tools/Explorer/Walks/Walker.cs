using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Explorer.Workers;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Walks;

/// <summary>One thread of a sampling: it takes walks, one after the other, until there are none left to take.</summary>
internal sealed class Walker(WalkRun run) : IWorker
{
    private readonly TransitionSystem system = run.System;
    private readonly Expansion expansion = run.NewExpansion();
    private readonly DeterminismCheck determinism = new(run.System, run.NewExpansion());
    private readonly Steering steering = new(run.Familiarity, run.System.Actors.Count);
    private readonly ulong[] state = new ulong[run.System.Width];

    public void Run()
    {
        do
        {
            while (run.TryTake(out var index))
            {
                var walk = new Walk();
                Take(walk, index);
                walk.Witnesses = expansion.Witnesses.ToArray();
                run.Finish(index, walk);
            }
        }
        while (run.EndRound());
    }

    private void Take(Walk walk, long index)
    {
        var plan = run.PlanOf(index);
        var random = plan.Random;
        steering.Begin(ref random);
        Begin(walk, plan, ref random);
        while (!run.Stop.IsCancellationRequested)
        {
            if (walk.Schedule.Count == run.Options.MaxDepth)
            {
                walk.IsCut = true;
                return;
            }

            system.Expand(state, expansion);
            run.Familiarity.Prepare(expansion);
            determinism.Look(expansion);
            walk.Transitions += expansion.Count;
            if (expansion.IsStopped)
            {
                walk.Violation = system.CheckStopped(state);
                if (expansion.Count == 0 || walk.Violation is not null)
                {
                    return;
                }
            }

            if (Broken(walk) is { } broken)
            {
                Go(walk, broken);
                return;
            }

            var chosen = plan.IsGuided
                ? steering.Choose(expansion, ref random)
                : (int)(random.NextFraction() * expansion.Count);
            if (run.Options.Guided && steering.Ends(expansion, chosen, ref random))
            {
                return;
            }

            Go(walk, chosen);
        }
    }

    // The way back to an outpost was walked and checked before.
    private void Begin(Walk walk, WalkPlan plan, ref SplitMix random)
    {
        expansion.ForgetWitnesses();
        system.Start(expansion);
        walk.Initial = plan.Outpost?.Initial ?? (int)(random.NextFraction() * expansion.Count);
        if (plan.Outpost is null)
        {
            walk.States.Add(expansion[walk.Initial].Low);
        }

        expansion.State(walk.Initial).CopyTo(state);
        foreach (var choice in plan.Outpost?.Schedule ?? [])
        {
            system.Expand(state, expansion);
            walk.Schedule.Add(choice);
            expansion.State(Choices.Find(expansion, choice)!.Value).CopyTo(state);
        }

        walk.Repeated = walk.Schedule.Count;
        if (plan.Outpost is { } outpost)
        {
            walk.Values.Add(outpost.Value); // who is drawn becomes less rare
            expansion.ForgetWitnesses(); // those on the way were counted when it was walked first
        }
    }

    // Every successor is looked at, not only the one that the walk goes on to.
    private int? Broken(Walk walk)
    {
        for (var index = 0; index < expansion.Count; index++)
        {
            if ((expansion[index].Violation ?? system.Check(expansion.State(index))) is { } broken)
            {
                walk.Violation = broken;
                return index;
            }
        }

        return null;
    }

    private void Go(Walk walk, int chosen)
    {
        walk.Schedule.Add(new Choice(expansion[chosen].Actor, expansion[chosen].Choice));
        steering.Note(walk, expansion, chosen);
        expansion.State(chosen).CopyTo(state);
    }
}
