using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Results;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Secrecy;

/// <summary>Gives back one of two spare tables: which one, what is in the VM's first page decides, or has no say in.</summary>
/// <param name="engine">The engine.</param>
/// <param name="obeys">Whether it decides.</param>
internal sealed class ReturnsBySecret(IsolationEngine engine, bool obeys) : HostCalls(engine)
{
    protected override async Step<Result<ulong>> Return(Cpu cpu, HostVm vm)
    {
        var core = Engine.Core;
        var index = core.Decode(vm);
        if (!index.IsOk)
        {
            return Result.Refused<ulong>(index.Error);
        }

        var locks = await MemoryLocks.Take(core, cpu, Held.Nothing, index.Value);
        var answer = await Return(cpu, index.Value);
        await MemoryLocks.Release(core, cpu, locks);
        return answer;
    }

    private async Step<Result<ulong>> Return(Cpu cpu, VmIndex vm)
    {
        var (core, words) = (Engine.Core, Engine.Map.Vm(vm));
        var spares = await cpu.Load(words.Spares);
        if (spares == 0)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        var secret = await Look(cpu, vm);
        var page = await core.Pool.Pop(cpu, words);
        if (obeys && spares > 1 && secret != 0)
        {
            var second = await core.Pool.Pop(cpu, words);
            await core.Pool.Push(cpu, words, page);
            await core.Host(core.Map.Host).TakeBack(cpu, second);
            return Result.Of(second.Value);
        }

        await core.Host(core.Map.Host).TakeBack(cpu, page);
        return Result.Of(page.Value);
    }

    // The last word of the page at the VM's first address; zero if there is none.
    private async Step<ulong> Look(Cpu cpu, VmIndex vm)
    {
        var target = await Engine.Core.Vms.Read(cpu, vm);
        var slot = await Engine.Core.Guests.Find(cpu, target.Root, default);
        return slot.Entry.IsLeaf
            ? await cpu.Load(Engine.Map.Word(slot.Entry.Output.Page, new TableIndex(Engine.Map.Configuration.Entries - 1)))
            : 0;
    }
}
