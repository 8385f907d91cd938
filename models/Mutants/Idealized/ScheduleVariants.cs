using Interlock.Models.Idealized;
using Interlock.Models.Idealized.Runs;

namespace Interlock.Models.Mutants.Idealized;

/// <summary>Mutant: as long as the first OS asks, the turn is its own (L-13: who comes again overtakes who waits).</summary>
internal sealed class PrefersFirst : Schedule
{
    protected override int After(PlatformState state, int os) => state.Oses[0].Asks ? 0 : base.After(state, os);
}

/// <summary>Near-miss: the next in the round that asks has the next turn; who asks for nothing has none while others do.</summary>
internal sealed class SkipsIdle : Schedule
{
    protected override int After(PlatformState state, int os)
    {
        var round = Enumerable.Range(1, state.Oses.Count).Select(ahead => (os + ahead) % state.Oses.Count).ToList();
        return round.Where(next => state.Oses[next].Asks).DefaultIfEmpty(round[0]).First();
    }
}
