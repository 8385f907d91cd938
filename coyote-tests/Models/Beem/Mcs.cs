namespace Interlock.CoyoteTests.Models.Beem;

/// <summary>mcs.1: the queue lock of Mellor-Crummey and Scott. mcs.2: the same, handing the lock over to nobody.</summary>
internal sealed class Mcs(bool mutant) : BeemLock<Mcs.State>
{
    private const byte None = 255;

    internal enum Place
    {
        Outside,
        P2,
        P3,
        P4,
        P5,
        P6,
        Critical,
        P9,
        P10,
        P13,
    }

    public override IEnumerable<State> Initial() =>
        [default(State) with { Next = new Triple<byte>(None, None, None), Tail = None }];

    protected override bool IsWaiting(State state, int process) =>
        state.Processes[process].At is Place.P2 or Place.P3 or Place.P4 or Place.P5 or Place.P6;

    protected override bool IsCritical(State state, int process) => state.Processes[process].At == Place.Critical;

    protected override IEnumerable<(string Name, State Next)> Steps(State state, int i)
    {
        var (at, pred) = state.Processes[i];
        var next = state.Next[i];
        State Go(Place to) => state with { Processes = state.Processes.With(i, new Process(to, pred)) };

        switch (at)
        {
            case Place.Outside:
                yield return ("clear next", Go(Place.P2) with { Next = state.Next.With(i, None) });
                break;
            case Place.P2:
                yield return ("swap tail", state with
                {
                    Processes = state.Processes.With(i, new Process(Place.P3, state.Tail)),
                    Tail = (byte)i,
                });
                break;
            case Place.P3:
                yield return ("look", Go(pred == None ? Place.Critical : Place.P4));
                break;
            case Place.P4:
                yield return ("lock", Go(Place.P5) with { Locked = state.Locked.With(i, 1) });
                break;
            case Place.P5:
                yield return ("link", Go(Place.P6) with { Next = state.Next.With(pred, (byte)i) });
                break;
            case Place.P6 when state.Locked[i] == 0:
                yield return ("enter", Go(Place.Critical));
                break;
            case Place.Critical:
                yield return ("leave", Go(next == None ? Place.P9 : Place.P13));
                break;
            case Place.P9 when state.Tail == i:
                yield return ("clear tail", Go(Place.Outside) with { Tail = None });
                break;
            case Place.P9:
                yield return ("see tail", Go(Place.P10));
                break;
            case Place.P10 when next != None:
                yield return ("see next", Go(Place.P13));
                break;
            case Place.P13:
                yield return ("hand over", Go(Place.Outside) with { Locked = state.Locked.With(mutant ? i : next, 0) });
                break;
        }
    }

    internal readonly record struct Process(Place At, byte Pred);

    internal readonly record struct State(Triple<Process> Processes, Triple<byte> Next, Triple<byte> Locked, byte Tail);
}
