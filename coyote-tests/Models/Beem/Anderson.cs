namespace Interlock.CoyoteTests.Models.Beem;

/// <summary>anderson.2: Anderson's array lock.</summary>
internal sealed class Anderson : BeemLock<Anderson.State>
{
    internal enum Place
    {
        Outside,
        P1,
        P2,
        P3,
        Critical,
    }

    public override IEnumerable<State> Initial() => [default(State) with { Slot = new Triple<byte>(1, 0, 0) }];

    protected override bool IsWaiting(State state, int process) =>
        state.Processes[process].At is Place.P1 or Place.P2 or Place.P3;

    protected override bool IsCritical(State state, int process) => state.Processes[process].At == Place.Critical;

    protected override IEnumerable<(string Name, State Next)> Steps(State state, int i)
    {
        var my = state.Processes[i].My;
        State Go(Place to, byte newMy) => state with { Processes = state.Processes.With(i, new Process(to, newMy)) };

        switch (state.Processes[i].At)
        {
            case Place.Outside:
                yield return ("draw", Go(Place.P1, state.Next) with { Next = (byte)(state.Next + 1) });
                break;
            case Place.P1 when my == 2:
                yield return ("wrap next", Go(Place.P2, my) with { Next = (byte)(state.Next - 3) });
                break;
            case Place.P1:
                yield return ("wrap", Go(Place.P2, (byte)(my % 3)));
                break;
            case Place.P2:
                if (state.Slot[my] == 1)
                {
                    yield return ("see slot", Go(Place.P3, my));
                }

                break;
            case Place.P3:
                yield return ("enter", Go(Place.Critical, my) with { Slot = state.Slot.With(my, 0) });
                break;
            case Place.Critical:
                yield return ("leave", Go(Place.Outside, my) with { Slot = state.Slot.With((my + 1) % 3, 1) });
                break;
        }
    }

    internal readonly record struct Process(Place At, byte My);

    internal readonly record struct State(Triple<Process> Processes, Triple<byte> Slot, byte Next);
}
