using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Mutant: the release frees the mutex and wakes nobody (gperftools 93a69c4df287: an unlock that fails to wake).
/// </summary>
internal sealed class NeverWakes(Address word) : MutexVariant(word)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.Exchange(Word, Free);
    }
}
