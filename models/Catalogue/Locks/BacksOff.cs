using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Locks;

/// <summary>
/// Mutant: everybody announces itself in one count, and whoever was not the first takes that back and tries again. Two that try can keep
/// each other out for ever, and nobody gets in (L-20: two contenders keep bumping the word).
/// </summary>
internal class BacksOff(Address word) : ILock
{
    /// <summary>The count of those who hold the lock or try to.</summary>
    protected Address Word { get; } = word;

    /// <inheritdoc/>
    public virtual async Step<ulong> Acquire(Cpu cpu)
    {
        while (await cpu.FetchAdd(Word, 1) != 0)
        {
            await cpu.FetchAdd(Word, ulong.MaxValue);
        }

        return 0;
    }

    /// <inheritdoc/>
    public async Step Release(Cpu cpu, ulong token)
    {
        await cpu.FetchAdd(Word, ulong.MaxValue);
    }
}
