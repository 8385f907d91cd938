using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tables;

/// <summary>The block is made invalid, and forgotten only when the table is there .</summary>
internal sealed class SplitsFlushingLate(Core core) : SplitBlock(core)
{
    protected override async Step Commit(Cpu cpu, Vm vm, Slot block)
    {
        var table = await Parts(cpu, vm.Index, block);
        await cpu.Store(block.Word, 0);
        await cpu.Store(block.Word, Descriptor.Table(block.Entry.Level, table).Bits, MemoryOrder.Release);
        await Core.Tlbs(Core.Map.Host).ForgetAll(cpu, await Core.Vms.RegimeOf(cpu, vm));
    }
}
