using System.Collections.Immutable;
using Interlock.Sync;

namespace Interlock.CoyoteTests.Models.Litmus;

/// <summary>
/// What hardware does with translations, written out event by event instead of as a set of what it may hold: walkers see
/// writes late, fill what they see, combine what they filled, and get invalidations one by one in any order. An
/// independent reference for <c>StageTwoTranslation</c>, for one descriptor that another vCPU's guest reads through.
/// </summary>
internal static class NaiveTlb
{
    /// <summary>An instruction of the vCPU that changes the descriptor.</summary>
    /// <param name="Page">Stores a descriptor: the page, zero for an invalid one; null for other instructions.</param>
    public readonly record struct Instruction(ulong? Page, DsbKind? Dsb, TlbiKind? Tlbi);

    /// <summary>Every outcome of the guest's read: the page's number, or zero for a fault.</summary>
    public static SortedSet<ulong> Outcomes(ImmutableArray<Instruction> program, ulong initialPage, bool afterProgram)
    {
        var outcomes = new SortedSet<ulong>();
        var first = new State(0, initialPage, string.Empty, 0, 0, string.Empty);
        var seen = new HashSet<State> { first };
        var waiting = new Queue<State>(seen);
        while (waiting.TryDequeue(out var state))
        {
            if (!afterProgram || (state.Done == program.Length && state.Writes.Length == 0))
            {
                Read(state, outcomes);
            }

            foreach (var next in Hardware(state).Concat(Software(state, program)))
            {
                if (seen.Add(next))
                {
                    waiting.Enqueue(next);
                }
            }
        }

        return outcomes;
    }

    private static void Read(State state, SortedSet<ulong> outcomes)
    {
        outcomes.Add(state.Visible); // a walk: zero is a fault
        for (ulong page = 1; page < 8; page++)
        {
            if (((state.Stage2 | state.Combined) >> (int)page & 1) != 0)
            {
                outcomes.Add(page);
            }
        }
    }

    private static IEnumerable<State> Hardware(State state)
    {
        if (state.Writes.Length > 0)
        {
            yield return state with { Visible = (ulong)(state.Writes[0] - '0'), Writes = state.Writes[1..] };
        }

        if (state.Visible != 0)
        {
            yield return state with { Stage2 = state.Stage2 | (1UL << (int)state.Visible) };
        }

        yield return state with { Combined = state.Combined | state.Stage2 };
        for (var index = 0; index < state.Issued.Length; index++)
        {
            var kind = (TlbiKind)(state.Issued[index] - 'a');
            yield return state with
            {
                Issued = state.Issued.Remove(index, 1),
                Stage2 = kind is TlbiKind.Vmalle1is ? state.Stage2 : 0,
                Combined = kind is TlbiKind.Ipas2e1is ? state.Combined : 0,
            };
        }
    }

    private static IEnumerable<State> Software(State state, ImmutableArray<Instruction> program)
    {
        if (state.Done == program.Length)
        {
            yield break;
        }

        var (page, dsb, tlbi) = program[state.Done];
        var next = state with { Done = state.Done + 1 };
        if (page is { } stored)
        {
            yield return next with { Writes = state.Writes + (char)('0' + stored) };
        }
        else if (tlbi is { } kind)
        {
            var broadcast = kind is TlbiKind.Ipas2e1is or TlbiKind.Vmalle1is or TlbiKind.Vmalls12e1is or TlbiKind.Alle1is;
            yield return broadcast ? next with { Issued = state.Issued + (char)('a' + (int)kind) } : next;
        }
        else if (dsb == DsbKind.Nsh || (state.Writes.Length == 0 && (dsb == DsbKind.Ishst || state.Issued.Length == 0)))
        {
            yield return next;
        }
    }

    // Stage2 and Combined are the pages that the other vCPU's TLB holds, a bit each; Writes are the descriptors that its
    // walker has not seen, and Issued the broadcast TLBIs that have not reached it.
    private sealed record State(int Done, ulong Visible, string Writes, ulong Stage2, ulong Combined, string Issued);
}
