using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Mutexes;

/// <summary>The mutex that ships, for a mutant or a near-miss to replace one half of.</summary>
internal abstract class MutexVariant(Address word) : ILock
{
    protected const ulong Free = Mutex.Free;
    protected const ulong Held = Mutex.Held;
    protected const ulong Contended = Mutex.Contended;

    private readonly Mutex shipped = new(word);

    protected Address Word { get; } = word;

    public virtual Step<ulong> Acquire(Cpu cpu) => shipped.Acquire(cpu);

    public virtual Step Release(Cpu cpu, ulong token) => shipped.Release(cpu, token);
}
