namespace Interlock.CoyoteTests.Models.Beem;

/// <summary>peterson.1: Peterson's filter lock.</summary>
internal sealed class Peterson : BeemLock<Peterson.State>
{
    internal enum Place
    {
        Outside,
        Wait,
        Q2,
        Q3,
        Critical,
    }

    public override IEnumerable<State> Initial() => [default];

    protected override bool IsWaiting(State state, int process) =>
        state.Processes[process].At is Place.Wait or Place.Q2 or Place.Q3;

    protected override bool IsCritical(State state, int process) => state.Processes[process].At == Place.Critical;

    protected override IEnumerable<(string Name, State Next)> Steps(State state, int i)
    {
        var self = state.Processes[i];
        var (j, k) = (self.J, self.K);
        State Go(Place to, int newJ, int newK) => state with
        {
            Processes = state.Processes.With(i, new Process(to, newJ, newK)),
        };

        switch (self.At)
        {
            case Place.Outside:
                yield return ("ask", Go(Place.Wait, 1, k));
                break;
            case Place.Wait when j < 3:
                yield return ("set pos", Go(Place.Q2, j, k) with { Pos = state.Pos.With(i, j) });
                break;
            case Place.Wait:
                yield return ("enter", Go(Place.Critical, j, k));
                break;
            case Place.Q2:
                yield return ("set step", Go(Place.Q3, j, 0) with { Step = state.Step.With(j - 1, i) });
                break;
            case Place.Q3:
                if (k < 3 && (k == i || state.Pos[k] < j))
                {
                    yield return ("next", Go(Place.Q3, j, k + 1));
                }

                if (state.Step[j - 1] != i || k == 3)
                {
                    yield return ("pass", Go(Place.Wait, j + 1, k));
                }

                break;
            case Place.Critical:
                yield return ("leave", Go(Place.Outside, j, k) with { Pos = state.Pos.With(i, 0) });
                break;
        }
    }

    internal readonly record struct Process(Place At, int J, int K);

    internal readonly record struct State(Triple<Process> Processes, Triple<int> Pos, Triple<int> Step);
}
