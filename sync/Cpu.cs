using System.Runtime.CompilerServices;

namespace Interlock.Sync;

/// <summary>
/// A vCPU's view of the machine. Every <c>await</c> on one of these operations is one visible step, and there are no
/// other steps: code between two awaits is atomic to the other vCPUs and must depend on its locals only.
/// </summary>
public abstract class Cpu
{
    /// <summary>The index of this vCPU, from zero.</summary>
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

    /// <summary>Writes <paramref name="desired"/> if the word holds <paramref name="expected"/>; the result is its old value.</summary>
    public Access CompareExchange(
        Address address,
        ulong expected,
        ulong desired,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.CompareExchange, address, desired, expected, order, new Site(file, line));

    /// <summary>Writes a word; the result is its old value.</summary>
    public Access Exchange(
        Address address,
        ulong value,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.Exchange, address, value, 0, order, new Site(file, line));

    /// <summary>Adds to a word, which wraps at its modulus or at 2^64; the result is its old value.</summary>
    public Access FetchAdd(
        Address address,
        ulong addend,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.FetchAdd, address, addend, 0, order, new Site(file, line));

    /// <summary>Sets the bits of <paramref name="bits"/> in a word; the result is its old value.</summary>
    /// <remarks>In a word with a modulus the operand wraps before the operation and the new value after it; so for -and and -xor.</remarks>
    public Access FetchOr(
        Address address,
        ulong bits,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.FetchOr, address, bits, 0, order, new Site(file, line));

    /// <summary>Clears all bits of a word that are not in <paramref name="bits"/>; the result is its old value.</summary>
    public Access FetchAnd(
        Address address,
        ulong bits,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.FetchAnd, address, bits, 0, order, new Site(file, line));

    /// <summary>Inverts the bits of <paramref name="bits"/> in a word; the result is its old value.</summary>
    public Access FetchXor(
        Address address,
        ulong bits,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.FetchXor, address, bits, 0, order, new Site(file, line));

    /// <summary>Writes the unsigned minimum of <paramref name="value"/> and the word; the result is the word's old value.</summary>
    /// <remarks>
    /// In a word with a modulus the operand wraps before the comparison. Signed variants (LDSMIN, LDSMAX) are missing: store signed numbers
    /// with the highest bit inverted, which makes their order the unsigned one.
    /// </remarks>
    public Access FetchMin(
        Address address,
        ulong value,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.FetchMin, address, value, 0, order, new Site(file, line));

    /// <summary>Writes the unsigned maximum of <paramref name="value"/> and the word; the result is the word's old value.</summary>
    public Access FetchMax(
        Address address,
        ulong value,
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.FetchMax, address, value, 0, order, new Site(file, line));

    /// <summary>Orders the accesses before the fence before those after it (DMB).</summary>
    public Access Fence(
        MemoryOrder order = MemoryOrder.SequentiallyConsistent,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.Fence, default, 0, 0, order, new Site(file, line));

    /// <summary>Sleeps until this vCPU's event register is set, and clears it (WFE).</summary>
    /// <remarks>The Arm ARM lets WFE complete at any time; the explorer does so only if the program has the licence.</remarks>
    public Access WaitForEvent([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.WaitForEvent, default, 0, 0, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>Sets the event register of every vCPU (SEV).</summary>
    public Access SendEvent([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.SendEvent, default, 0, 0, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>
    /// Sleeps on a word until a wake if the word holds <paramref name="expected"/>, checked in one step; returns at once otherwise.
    /// </summary>
    /// <remarks>
    /// A futex or a condition variable may also wake spuriously; the explorer does so only if the program has the licence. So wait in a
    /// loop that checks the word again.
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
    /// <param name="expected">The value that the word must hold for the vCPU to sleep.</param>
    /// <param name="milliseconds">The time limit on real threads, at least one. Under the explorer the time may end at any moment.</param>
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

    /// <summary>Wakes any one vCPU that sleeps on the word; the result is the number of woken vCPUs, zero or one.</summary>
    public Access WakeOne(Address address, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.WakeOne, address, 0, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>Wakes every vCPU that sleeps on the word; the result is the number of woken vCPUs.</summary>
    public Access WakeAll(Address address, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.WakeAll, address, 0, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>Reads an event count and keeps the reading for this vCPU. The result has no meaning.</summary>
    public Access ReadCount(EventCount count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.ReadCount, count.Word, 0, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>Advances an event count, which makes every reading of it outdated. Wakes no vCPU. The result has no meaning.</summary>
    public Access AdvanceCount(EventCount count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.AdvanceCount, count.Word, 0, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>The result is one if an event count has advanced since this vCPU read it, or was never read; zero otherwise.</summary>
    public Access HasAdvanced(EventCount count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.HasAdvanced, count.Word, 0, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>
    /// Sleeps on an event count until a wake if it has not advanced since this vCPU read it; returns at once otherwise. Both are one step.
    /// </summary>
    public Access WaitCount(EventCount count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.WaitCount, count.Word, 0, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>Wakes any one vCPU that sleeps on an event count; the result is the number of woken vCPUs, zero or one.</summary>
    public Access WakeOne(EventCount count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        WakeOne(count.Word, file, line);

    /// <summary>Wakes every vCPU that sleeps on an event count; the result is the number of woken vCPUs.</summary>
    public Access WakeAll(EventCount count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        WakeAll(count.Word, file, line);

    /// <summary>The result is any number from zero to <paramref name="bound"/> - 1; the explorer tries all of them.</summary>
    /// <param name="bound">The number of choices, at least one.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public Access Choose(int bound, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return Perform(OperationKind.Choose, default, (ulong)bound, 0, MemoryOrder.Relaxed, new Site(file, line));
    }

    /// <summary>Invalidates cached translations (TLBI). The invalidation is complete only after a <see cref="Dsb"/>.</summary>
    /// <param name="kind">The translations, and the vCPUs that are reached.</param>
    /// <param name="ipa">The intermediate physical address in bytes, for the kinds that take one.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public Access Tlbi(
        TlbiKind kind, ulong ipa = 0, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.Tlbi, default, ipa, (ulong)kind, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>Waits until earlier accesses are complete, and earlier invalidations if the kind includes them (DSB).</summary>
    public Access Dsb(DsbKind kind, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.Dsb, default, (ulong)kind, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>Synchronizes the context (ISB): later translations of this vCPU see its own completed invalidations.</summary>
    public Access Isb([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.Isb, default, 0, 0, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>Selects the stage 2 tables and the VMID of the guest that runs on this vCPU (MSR VTTBR_EL2).</summary>
    /// <param name="vttbr">VMID in bits 63:48, address of the root table below; zero for no guest.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public Access WriteVttbr(ulong vttbr, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.WriteVttbr, default, vttbr, 0, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>The guest reads a word; the result is its value, or a <see cref="GuestFault"/>.</summary>
    /// <param name="ipa">The intermediate physical address, in bytes.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public Access GuestLoad(ulong ipa, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.GuestLoad, default, ipa, 0, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>The guest writes a word; the result is zero, or a <see cref="GuestFault"/>.</summary>
    /// <param name="ipa">The intermediate physical address, in bytes.</param>
    /// <param name="value">The value.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public Access GuestStore(
        ulong ipa, ulong value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.GuestStore, default, ipa, value, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>The guest fetches an instruction; the result is zero, or a <see cref="GuestFault"/>.</summary>
    /// <param name="ipa">The intermediate physical address, in bytes.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public Access GuestFetch(ulong ipa, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.GuestFetch, default, ipa, 0, MemoryOrder.Relaxed, new Site(file, line));

    /// <summary>Cleans and invalidates the private caches of this vCPU; the contents of memory do not change.</summary>
    public Access FlushCaches([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Perform(OperationKind.FlushCaches, default, 0, 0, MemoryOrder.SequentiallyConsistent, new Site(file, line));

    /// <summary>A hint that this vCPU is spinning. It is not a step, and no other vCPU can observe it.</summary>
    public virtual void Pause()
    {
    }

    /// <summary>Reports an event to the monitors; see <see cref="Sync.Note"/>. It is not a step.</summary>
    /// <param name="name">The name of the event.</param>
    /// <param name="value">A value that belongs to the event.</param>
    public abstract void Note(string name, ulong value = 0);

    /// <summary>Asserts that a condition holds here, in every execution. It is not a step.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="message">The meaning of the condition, for the reader of a counterexample.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="AssertionFailedException">The condition does not hold.</exception>
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

    /// <summary>Called when code reaches an assertion: assertions count as judged only if one was reached.</summary>
    protected virtual void Claim(Site site)
    {
    }

    /// <summary>Performs one visible operation, or returns it pending for the machine to perform.</summary>
    protected abstract Access Perform(
        OperationKind kind, Address address, ulong operand, ulong expected, MemoryOrder order, Site site);

    /// <summary>Reports a failed assertion so that no handler in the code under test can swallow it.</summary>
    protected virtual void Fail(AssertionFailedException failure) => throw failure;
}
