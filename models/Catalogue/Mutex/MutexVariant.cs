using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>The production mutex, for a mutant or a benign variant to replace one half of.</summary>
internal abstract class MutexVariant(Address word) : ILock
{
    protected const ulong Free = FutexMutex.Free;
    protected const ulong Held = FutexMutex.Held;
    protected const ulong Contended = FutexMutex.Contended;

    private readonly FutexMutex shipped = new(word);

    protected Address Word { get; } = word;

    public virtual Step<ulong> Acquire(Cpu cpu) => shipped.Acquire(cpu);

    public virtual Step Release(Cpu cpu, ulong token) => shipped.Release(cpu, token);
}
