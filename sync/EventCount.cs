namespace Interlock.Sync;

/// <summary>
/// A count of events (Reed and Kanodia 1979) that code reads, and later waits on for as long as it is still the same: read the count, look
/// whether there is anything to do, wait if there is not. Whoever makes something to do advances the count and wakes.
/// </summary>
/// <remarks>
/// <para>
/// Code never holds the number. A vCPU's last reading is kept for it: <see cref="Cpu.WaitCount"/> and <see cref="Cpu.HasAdvanced"/> compare
/// it with the count as it is by then. On real threads the count is a counter of 64 bits.
/// </para>
/// <para>
/// Under exploration a state has no number either, but a bit for each vCPU: whether its last reading is still the count. So code that
/// goes on for ever has finitely many states, and no modulus makes an old reading new again. That loses nothing and adds nothing: let two
/// states, one with numbers and one with bits, correspond if all else is equal and the bit of each vCPU says whether its last reading equals
/// the count; a vCPU that has read nothing yet has no bit. A reading makes the vCPU's reading equal to the count: its bit is set. An
/// advance makes the count larger than every reading there is, and readings are never larger than the count: all bits are clear. What is
/// answered and who falls asleep depends on the equality alone. So after the same step the states correspond again, and each can take the
/// steps of the other: they are bisimilar.
/// </para>
/// </remarks>
public readonly record struct EventCount
{
    /// <summary>An event count in a word of memory that is used for nothing else.</summary>
    /// <param name="word">The word.</param>
    public EventCount(Address word) => Word = word;

    internal Address Word { get; }
}
