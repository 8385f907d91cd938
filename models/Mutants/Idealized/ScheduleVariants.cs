using Interlock.Models.Idealized;
using Interlock.Models.Idealized.Runs;

namespace Interlock.Models.Mutants.Idealized;

/// <summary>Mutant: whoever asks again while it has its turn is answered again, and the turn never ends (L-13: overtaken for ever).</summary>
internal sealed class AnswersAgain : Schedule
{
    protected override bool MayAnswer(Turn turn) => true;
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
