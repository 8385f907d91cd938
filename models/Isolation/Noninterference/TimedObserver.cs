using Interlock.Engine.Platform;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;
using Interlock.Sync;

namespace Interlock.Isolation.Noninterference;

/// <summary>As <see cref="VictimsObserver"/>, with a clock: it can tell whether its access found the TLB and the cache filled.</summary>
internal sealed class TimedObserver(MemoryMap map, Address victim, TimedTranslation translation) : VictimsObserver(map, victim)
{
    private const ulong PageBytes = 4096;
    private const ulong Translation = 1;
    private const ulong Line = 2;

    /// <inheritdoc/>
    public override ulong Tells(Memory before, int vcpu, Operation operation, Address? word)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return word is not { } reached ? 0
            : (translation.HasTranslation(before, vcpu, operation.Operand / PageBytes) ? Translation : 0)
                | (translation.HasLine(before, vcpu, translation.Layout.PageAround(reached)) ? Line : 0);
    }
}
