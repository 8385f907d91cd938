namespace Interlock.Sync;

/// <summary>
/// An event count (Reed and Kanodia 1979): code reads the count, checks whether there is work, and if there is none waits while the
/// count is unchanged. A vCPU that creates work advances the count and wakes the waiters.
/// </summary>
/// <remarks>
/// <para>
/// Code never holds the number itself. Each vCPU's last reading is kept for it, and <see cref="Cpu.WaitCount"/> and
/// <see cref="Cpu.HasAdvanced"/> compare that reading with the current count. On real threads the count has 64 bits.
/// </para>
/// <para>
/// Under exploration a state has no number either, but one bit per vCPU: whether its last reading equals the count. So code that runs
/// for ever has finitely many states, and no modulus makes an old reading look current. The bits are exact. Let a state with numbers
/// and a state with bits correspond if everything else is equal and the bit of each vCPU says whether its last reading equals the
/// count; a vCPU without a reading has its bit clear. A reading makes the vCPU's reading equal to the count, and sets its bit. An
/// advance makes the count larger than every reading, since readings never exceed the count, and clears all bits. The result of an
/// operation, and whether a vCPU falls asleep, depend on the equality only. So after the same step the states correspond again, and
/// each can take the steps of the other: they are bisimilar.
/// </para>
/// </remarks>
public readonly record struct EventCount
{
    /// <summary>An event count in a word of memory that is used for nothing else.</summary>
    /// <param name="word">The word.</param>
    public EventCount(Address word) => Word = word;

    internal Address Word { get; }
}
