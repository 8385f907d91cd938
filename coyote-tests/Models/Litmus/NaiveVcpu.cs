using System.Collections.Immutable;
using Interlock.Sync;

namespace Interlock.CoyoteTests.Models.Litmus;

/// <summary>
/// What a vCPU's own translations do, event by event, while it changes its tables and VTTBR_EL2: walks use any value of
/// the register since the last ISB, a TLBI picks the VMID of one of them, its effect comes late, and only an ISB behind
/// the DSB waits for it. An independent reference for <c>StageTwoTranslation</c>, for one IPA, two roots and two VMIDs.
/// </summary>
internal static class NaiveVcpu
{
    /// <summary>VMIDs and roots that VTTBR_EL2 can name; the first is no tables at all.</summary>
    public static readonly ImmutableArray<(int Vmid, int Root)> Regimes = [(0, -1), (1, 0), (2, 1), (1, 1)];

    private const int Completed = 32;

    /// <summary>An instruction.</summary>
    /// <param name="Kind">Store, WriteVttbr, Isb, Dsb or Tlbi.</param>
    /// <param name="First">The root that is stored to, the regime, or the kind.</param>
    /// <param name="Page">The page that is mapped; zero for none.</param>
    public readonly record struct Instruction(OperationKind Kind, int First, int Page);

    /// <summary>Every outcome of a read after the program: the page's number, or zero for a fault.</summary>
    public static SortedSet<ulong> Outcomes(ImmutableArray<Instruction> program, int initialPage, bool ets)
    {
        var outcomes = new SortedSet<ulong>();
        var seen = new HashSet<State> { new(0, initialPage, 0, string.Empty, 1, 0, 0, 0, string.Empty) };
        var waiting = new Queue<State>(seen);
        while (waiting.TryDequeue(out var state))
        {
            if (state.Done == program.Length && state.Writes.Length == 0)
            {
                Read(state, outcomes);
            }

            foreach (var next in Hardware(state).Concat(Software(state, program, ets)))
            {
                if (seen.Add(next))
                {
                    waiting.Enqueue(next);
                }
            }
        }

        return outcomes;
    }

    private static IEnumerable<int> Candidates(State state) =>
        Enumerable.Range(0, Regimes.Length).Where(regime => regime == state.Regime || (state.Earlier >> regime & 1) != 0);

    private static int Visible(State state, int regime) =>
        Regimes[regime].Root switch { 0 => state.First, 1 => state.Second, _ => 0 };

    // A byte a VMID: the pages of its translations of stage 2, and of the combined ones.
    private static int Shift(int regime) => 8 * Regimes[regime].Vmid;

    private static void Read(State state, SortedSet<ulong> outcomes)
    {
        foreach (var regime in Candidates(state))
        {
            outcomes.Add((ulong)Visible(state, regime));
            for (var page = 1; page < 8; page++)
            {
                if (((state.Stage2 | state.Combined) >> (Shift(regime) + page) & 1) != 0)
                {
                    outcomes.Add((ulong)page);
                }
            }
        }
    }

    private static IEnumerable<State> Hardware(State state)
    {
        if (state.Writes.Length > 0)
        {
            var (root, page) = ((state.Writes[0] - '0') / 8, (state.Writes[0] - '0') % 8);
            var written = state with { Writes = state.Writes[1..] };
            yield return root == 0 ? written with { First = page } : written with { Second = page };
        }

        foreach (var regime in Candidates(state))
        {
            if (Visible(state, regime) != 0)
            {
                yield return state with { Stage2 = state.Stage2 | (1 << (Shift(regime) + Visible(state, regime))) };
            }

            yield return state with { Combined = state.Combined | (state.Stage2 & (0xFF << Shift(regime))) };
        }

        for (var index = 0; index < state.Issued.Length; index++)
        {
            var (kind, vmid) = ((TlbiKind)(KindOf(state.Issued[index]) % 8), KindOf(state.Issued[index]) / 8 % 4);
            var kept = kind is TlbiKind.Alle1 or TlbiKind.Alle1is ? 0 : ~(0xFF << (8 * vmid));
            yield return state with
            {
                Issued = state.Issued.Remove(index, 1),
                Stage2 = kind is TlbiKind.Vmalle1 or TlbiKind.Vmalle1is ? state.Stage2 : state.Stage2 & kept,
                Combined = kind is TlbiKind.Ipas2e1 or TlbiKind.Ipas2e1is ? state.Combined : state.Combined & kept,
            };
        }
    }

    private static IEnumerable<State> Software(State state, ImmutableArray<Instruction> program, bool ets)
    {
        if (state.Done == program.Length)
        {
            yield break;
        }

        var (kind, first, page) = program[state.Done];
        var next = state with { Done = state.Done + 1 };
        switch (kind)
        {
            case OperationKind.Store:
                yield return next with { Writes = state.Writes + (char)('0' + (8 * first) + page) };
                break;
            case OperationKind.WriteVttbr:
                yield return next with { Regime = first, Earlier = (state.Earlier | (1 << state.Regime)) & ~(1 << first) };
                break;
            case OperationKind.Isb when state.Issued.All(issued => KindOf(issued) < Completed):
                yield return next with { Earlier = 0 };
                break;
            case OperationKind.Tlbi:
                foreach (var regime in Candidates(state))
                {
                    yield return next with { Issued = state.Issued + (char)('!' + first + (8 * Regimes[regime].Vmid)) };
                }

                break;
            case OperationKind.Dsb when (DsbKind)first == DsbKind.Nsh || state.Writes.Length == 0:
                var completed = string.Concat(state.Issued.Select(issued =>
                    KindOf(issued) < Completed && Completes((DsbKind)first, (TlbiKind)(KindOf(issued) % 8))
                        ? (char)(issued + Completed)
                        : issued));
                if (!ets || completed.All(issued => KindOf(issued) < Completed))
                {
                    yield return next with { Issued = completed };
                }

                break;
        }
    }

    private static int KindOf(char issued) => issued - '!';

    private static bool Completes(DsbKind dsb, TlbiKind tlbi) => dsb == DsbKind.Ish
        || (dsb == DsbKind.Nsh && tlbi is TlbiKind.Ipas2e1 or TlbiKind.Vmalle1 or TlbiKind.Vmalls12e1 or TlbiKind.Alle1);

    // First and Second are what walkers see of the roots; Writes are stores that they have not seen; Regime is VTTBR_EL2,
    // Earlier a bit for each value since the last ISB; Issued are the TLBIs without effect yet.
    private sealed record State(
        int Done, int First, int Second, string Writes, int Regime, int Earlier, int Stage2, int Combined, string Issued);
}
