using Interlock.Isolation.Idealized;
using Interlock.Isolation.Idealized.Runs;

namespace Interlock.Catalogue.Idealized;

/// <summary>Mutant: as long as the first OS asks, the turn is its own (L-13: who comes again overtakes who waits).</summary>
internal sealed class PrefersFirst : Schedule
{
    protected override int After(PlatformState state, int os) => state.Oses[0].Asks ? 0 : base.After(state, os);
}

/// <summary>Benign variant: the next in the round that asks has the next turn; who asks for nothing has none while others do.</summary>
internal sealed class SkipsIdle : Schedule
{
    protected override int After(PlatformState state, int os)
    {
        var round = Enumerable.Range(1, state.Oses.Count).Select(ahead => (os + ahead) % state.Oses.Count).ToList();
        return round.Where(next => state.Oses[next].Asks).DefaultIfEmpty(round[0]).First();
    }
}

/// <summary>Mutant: a turn ends only when the OS asks for something, so one that computes has the processor for ever (L-13).</summary>
internal sealed class Cooperates : Schedule
{
    protected override bool MayInterrupt(PlatformState state) => false;
}

/// <summary>Benign variant: an OS that computes is interrupted as soon as another one waits, and left alone while nobody does.</summary>
internal sealed class InterruptsForOthers : Schedule
{
    protected override bool MayInterrupt(PlatformState state) => state.Oses.Values.Any(os => os.Asks);
}
