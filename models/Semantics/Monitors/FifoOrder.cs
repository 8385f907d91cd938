using System.Runtime.CompilerServices;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Monitors;

/// <summary>vCPUs acquire a lock in the order in which they drew their tickets.</summary>
/// <param name="next">The word from which tickets are drawn: a vCPU that changes it draws one.</param>
/// <param name="vcpus">The number of contending vCPUs.</param>
/// <param name="ticketOf">Extracts the ticket from the word; the whole word if null.</param>
public sealed class FifoOrder(Address next, int vcpus, Func<ulong, ulong>? ticketOf = null) : PropertyMonitor
{
    // State: the vCPUs that wait, as bytes of vCPU plus one, the first to be served lowest; eight a word.
    private const int PerWord = 8;

    private readonly Func<ulong, ulong> ticketOf = ticketOf ?? (word => word);

    /// <inheritdoc/>
    public override string Property => "fifo-order";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } =
        [new("fifo-order", "a vCPU that acquires the lock while another one waits with a later ticket")];

    /// <inheritdoc/>
    public override int StateWords => (vcpus + PerWord - 1) / PerWord;

    /// <inheritdoc/>
    public override IReadOnlyList<Address> Watched { get; } = [next];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called in most transitions, from the first
    public override void OnAccess(Observation step, int vcpu, Operation operation)
    {
        if (ticketOf(step.ReadBefore(next)) != ticketOf(step.Read(next)))
        {
            var length = Length(step);
            if (length == vcpus)
            {
                step.Violate($"vcpu{vcpu} draws a second ticket while it waits", new OutOfTurn(vcpu, vcpu));
                return;
            }

            Put(step, length, vcpu + 1);
        }
    }

    /// <inheritdoc/>
    public override bool Commutes(Note note) => note.Name != LockNotes.Acquired;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called in most transitions, from the first
    public override void OnNote(Observation step, int vcpu, Note note)
    {
        if (note.Name != LockNotes.Acquired)
        {
            return;
        }

        var first = At(step, 0);
        if (first != vcpu + 1)
        {
            step.Violate(first == 0
                ? $"vcpu{vcpu} acquired the lock without a ticket"
                : $"vcpu{vcpu} acquired the lock before vcpu{first - 1}, which drew its ticket earlier",
                new OutOfTurn(vcpu, first == 0 ? null : first - 1));
        }

        if (vcpus > 1 && At(step, 1) != 0)
        {
            step.Try(0, vcpu);
        }

        for (int place = 0, length = Length(step); place < length; place++)
        {
            Put(step, place, place + 1 < length ? At(step, place + 1) : 0);
        }
    }

    private int Length(Observation step)
    {
        var length = 0;
        while (length < vcpus && At(step, length) != 0)
        {
            length++;
        }

        return length;
    }

    private static int At(Observation step, int place) =>
        (byte)(step[place / PerWord] >> (8 * (place % PerWord)));

    private static void Put(Observation step, int place, int value)
    {
        var shift = 8 * (place % PerWord);
        var word = step[place / PerWord] & ~(0xFFUL << shift);
        step[place / PerWord] = word | ((ulong)value << shift);
    }
}

/// <summary>A vCPU draws a ticket or acquires a lock when it is not its turn.</summary>
/// <param name="Vcpu">The vCPU.</param>
/// <param name="Waiting">The vCPU that waits with an earlier ticket; null if none does.</param>
public sealed record OutOfTurn(int Vcpu, int? Waiting) : Evidence;
