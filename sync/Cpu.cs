using System.Runtime.CompilerServices;

namespace Interlock.Sync;

/// <summary>
/// A vCPU's view of the machine. Every <c>await</c> on one of these operations is one visible step, and nothing
/// else is: code between two awaits is atomic to the other vCPUs and must depend on nothing but its locals.
/// </summary>
public abstract class Cpu
{
    /// <summary>Which vCPU this is, from zero.</summary>
    public abstract int Index { get; }

    /// <summary>Reads a word; the result is its value.</summary>
    public Access Load(
        Address address,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.Load, address, 0, 0, order, new Site(file, line));

    /// <summary>Writes a word.</summary>
    public Access Store(
        Address address,
        ulong value,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.Store, address, value, 0, order, new Site(file, line));

    /// <summary>Writes <paramref name="desired"/> if the word holds <paramref name="expected"/>; the result is what it held.</summary>
    public Access CompareExchange(
        Address address,
        ulong expected,
        ulong desired,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.CompareExchange, address, desired, expected, order, new Site(file, line));

    /// <summary>Writes a word; the result is what it held.</summary>
    public Access Exchange(
        Address address,
        ulong value,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.Exchange, address, value, 0, order, new Site(file, line));

    /// <summary>Adds to a word, which wraps at its width; the result is what it held.</summary>
    public Access FetchAdd(
        Address address,
        ulong addend,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.FetchAdd, address, addend, 0, order, new Site(file, line));

    /// <summary>Sets the bits of <paramref name="bits"/> in a word; the result is what it held.</summary>
    /// <remarks>A word that wraps at a modulus takes the operand as it would be written, and the outcome wraps; so do -and and -xor.</remarks>
    public Access FetchOr(
        Address address,
        ulong bits,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.FetchOr, address, bits, 0, order, new Site(file, line));

    /// <summary>Clears the bits that <paramref name="bits"/> does not have in a word; the result is what it held.</summary>
    public Access FetchAnd(
        Address address,
        ulong bits,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.FetchAnd, address, bits, 0, order, new Site(file, line));

    /// <summary>Inverts the bits of <paramref name="bits"/> in a word; the result is what it held.</summary>
    public Access FetchXor(
        Address address,
        ulong bits,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.FetchXor, address, bits, 0, order, new Site(file, line));

    /// <summary>Writes the smaller of <paramref name="value"/> and what the word holds, as unsigned numbers; the result is what it held.</summary>
    /// <remarks>
    /// A word that wraps at a modulus compares the operand as it would be written. Signed numbers (LDSMIN, LDSMAX) are not here: invert the
    /// highest bit of what is stored, and their order is the unsigned one.
    /// </remarks>
    public Access FetchMin(
        Address address,
        ulong value,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.FetchMin, address, value, 0, order, new Site(file, line));

    /// <summary>Writes the larger of <paramref name="value"/> and what the word holds, as unsigned numbers; the result is what it held.</summary>
    public Access FetchMax(
        Address address,
        ulong value,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.FetchMax, address, value, 0, order, new Site(file, line));

    /// <summary>Orders the accesses before it against those after it.</summary>
    public Access Fence(
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.Fence, default, 0, 0, order, new Site(file, line));

    /// <summary>Sleeps until this vCPU's event register is set, and clears it (WFE).</summary>
    /// <remarks>The Arm ARM lets it complete at any time; the explorer does so only where a program is asked to allow for it.</remarks>
    public Access WaitForEvent([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.WaitForEvent, default, 0, 0, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>Sets the event register of every vCPU (SEV).</summary>
    public Access SendEvent([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.SendEvent, default, 0, 0, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>
    /// Sleeps on a word if it holds <paramref name="expected"/>, as one step, until a wake; returns at once otherwise.
    /// </summary>
    /// <remarks>
    /// A futex or a condition variable may also end for no reason; the explorer has that only where a program is asked to allow for it. So
    /// wait in a loop that looks at the word again.
    /// </remarks>
    public Access Wait(
        Address address,
        ulong expected,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.Wait, address, 0, expected, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>
    /// As <see cref="Wait"/>, but for a limited time; the result is <see cref="WaitResult.Woken"/> or <see cref="WaitResult.TimedOut"/>.
    /// </summary>
    /// <param name="address">The word.</param>
    /// <param name="expected">What it must hold to sleep on it.</param>
    /// <param name="milliseconds">How long on real threads, at least one. To the explorer time is up at any moment, and sooner or later it is.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public Access TimedWait(
        Address address,
        ulong expected,
        int milliseconds = 1,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, 1);
        return Perform(
            OperationKind.TimedWait, address, (ulong)milliseconds, expected, MemoryOrder.SequentiallyConsistent, new Site(file, line));
    }

    /// <summary>Wakes one vCPU that sleeps on the word, any of them; the result is how many it woke.</summary>
    public Access WakeOne(Address address, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.WakeOne, address, 0, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>Wakes every vCPU that sleeps on the word; the result is how many it woke.</summary>
    public Access WakeAll(Address address, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.WakeAll, address, 0, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>Reads an event count: it is this vCPU's reading of it from now on. The result says nothing.</summary>
    public Access ReadCount(EventCount count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.ReadCount, count.Word, 0, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>Advances an event count: every reading of it is an old one. Wakes nobody. The result says nothing.</summary>
    public Access AdvanceCount(EventCount count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.AdvanceCount, count.Word, 0, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>The result is one if an event count has advanced since this vCPU read it, or was never read by it; zero otherwise.</summary>
    public Access HasAdvanced(EventCount count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.HasAdvanced, count.Word, 0, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>
    /// Sleeps on an event count if it has not advanced since this vCPU read it, as one step, until a wake; returns at once otherwise.
    /// </summary>
    public Access WaitCount(EventCount count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.WaitCount, count.Word, 0, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>Wakes one vCPU that sleeps on an event count, any of them; the result is how many it woke.</summary>
    public Access WakeOne(EventCount count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        WakeOne(count.Word, file, line);

    /// <summary>Wakes every vCPU that sleeps on an event count; the result is how many it woke.</summary>
    public Access WakeAll(EventCount count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        WakeAll(count.Word, file, line);

    /// <summary>The result is any number below <paramref name="bound"/>; the explorer tries them all.</summary>
    /// <param name="bound">At least one.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public Access Choose(int bound, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return Perform(OperationKind.Choose, default, (ulong)bound, 0, MemoryOrder.Relaxed, new Site(file, line));
    }

    /// <summary>Invalidates cached translations. It is complete only after a <see cref="Dsb"/>.</summary>
    /// <param name="kind">Which, and where.</param>
    /// <param name="ipa">The intermediate physical address, for the kinds that take one.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public Access Tlbi(
        TlbiKind kind, ulong ipa = 0, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.Tlbi, default, ipa, (ulong)kind, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>Waits until earlier accesses, and invalidations if the kind says so, are complete.</summary>
    public Access Dsb(DsbKind kind, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.Dsb, default, (ulong)kind, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>Synchronizes the context: later translations see completed invalidations of this vCPU's own.</summary>
    public Access Isb([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.Isb, default, 0, 0, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>Chooses the stage 2 tables and the VMID of the guest that runs on this vCPU.</summary>
    /// <param name="vttbr">VMID in bits 63:48, address of the root table below; zero for no guest.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public Access WriteVttbr(ulong vttbr, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.WriteVttbr, default, vttbr, 0, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>The guest reads; the result is the value, or <see cref="GuestFault"/> with the kind of fault.</summary>
    /// <param name="ipa">Where.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public Access GuestLoad(ulong ipa, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.GuestLoad, default, ipa, 0, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>The guest writes; the result is zero, or <see cref="GuestFault"/> with the kind of fault.</summary>
    /// <param name="ipa">Where.</param>
    /// <param name="value">What.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public Access GuestStore(
        ulong ipa, ulong value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.GuestStore, default, ipa, value, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>The guest fetches an instruction; the result is zero, or <see cref="GuestFault"/> with the kind of fault.</summary>
    /// <param name="ipa">Where.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public Access GuestFetch(ulong ipa, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.GuestFetch, default, ipa, 0, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>Cleans and invalidates the caches that this vCPU has to itself; memory is as before.</summary>
    public Access FlushCaches([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.FlushCaches, default, 0, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>Says that this vCPU is spinning. A hint: it is no step, and no other vCPU can see it.</summary>
    public virtual void Pause()
    {
    }

    /// <summary>Remarks something to the monitors; see <see cref="Sync.Note"/>.</summary>
    /// <param name="name">What happened.</param>
    /// <param name="value">A value that belongs to it.</param>
    public abstract void Note(string name, ulong value = 0);

    /// <summary>Claims that a condition holds here, in every execution. It is no step.</summary>
    /// <param name="condition">What must hold.</param>
    /// <param name="message">What it means, for the reader of a counterexample.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="AssertionFailedException">It does not hold.</exception>
    public void Assert(
        bool condition,
        string message,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        Claim(new Site(file, line));
        if (!condition)
        {
            Fail(new AssertionFailedException(message, new Site(file, line)));
        }
    }

    /// <summary>Hears that code has come to an assertion: a search that never does has judged none.</summary>
    protected virtual void Claim(Site site)
    {
    }

    /// <summary>Performs one visible operation, or describes it to the machine that will.</summary>
    protected abstract Access Perform(
        OperationKind kind, Address address, ulong operand, ulong expected, MemoryOrder order, Site site);

    /// <summary>Reports a failed assertion so that no handler in the code under test can swallow it.</summary>
    protected virtual void Fail(AssertionFailedException failure) => throw failure;
}
