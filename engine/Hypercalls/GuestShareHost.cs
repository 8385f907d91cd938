using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Engine.Vcpus;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Hypercalls;

/// <summary>The guest that runs on this CPU lends the host a page, or takes it back. Locks: the host's, the VM's.</summary>
public class GuestShareHost(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>
    /// Lends a page that the VM owns. Refused: <see cref="HypercallError.InvalidArgument"/> if the address is out of range or a block
    /// is mapped there; <see cref="HypercallError.NotFound"/> if nothing is; <see cref="HypercallError.NotPermitted"/> if the VM does
    /// not own the page, or has lent it already.
    /// </summary>
    public Step<Result<ulong>> Share(Cpu cpu, HostIpa ipa) => Call(cpu, ipa, PageState.Owned);

    /// <summary>
    /// Takes a page back that the VM has lent. When it returns, the host cannot reach the page. Refused as <see cref="Share"/>.
    /// </summary>
    public Step<Result<ulong>> Unshare(Cpu cpu, HostIpa ipa) => Call(cpu, ipa, PageState.SharedOwned);

    private async Step<Result<ulong>> Call(Cpu cpu, HostIpa alleged, PageState before)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var ipa = core.Decode(alleged);
        if (!ipa.IsOk)
        {
            return Result.Refused<ulong>(ipa.Error);
        }

        var loaded = new LoadedVcpu(await cpu.Load(core.Map.Loaded(cpu.Index)));
        var index = loaded.Vm(core.Map.Configuration.VcpusPerVm);
        var locks = await MemoryLocks.Take(core, cpu, Held.Nothing, index);
        var vm = await core.Vms.Read(cpu, index);
        var slot = await new MappedPage(core).Decode(cpu, vm, ipa.Value, before);
        if (slot.IsOk && before == PageState.Owned)
        {
            await CommitShare(cpu, slot.Value);
        }
        else if (slot.IsOk)
        {
            await CommitUnshare(cpu, vm, slot.Value);
        }

        await MemoryLocks.Release(core, cpu, locks);
        return slot.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(slot.Error);
    }

    /// <summary>Lends the page.</summary>
    protected virtual async Step CommitShare(Cpu cpu, Slot slot)
    {
        var host = core.Host(core.Map.Host);
        await TableWriter.Mark(cpu, slot, PageState.SharedOwned);
        var page = slot.Entry.Output.Page;
        await host.Map(cpu, page, await host.Read(cpu, page), PageState.SharedBorrowed);
    }

    /// <summary>Takes the page back.</summary>
    protected virtual async Step CommitUnshare(Cpu cpu, Vm vm, Slot slot)
    {
        var regime = await core.Vms.RegimeOf(cpu, vm);
        var host = core.Host(regime.Vttbr);
        var page = slot.Entry.Output.Page;
        await host.GiveTo(cpu, page, await host.Read(cpu, page), OwnerId.Guest(vm.Index.Value));
        await TableWriter.Mark(cpu, slot, PageState.Owned);
    }
}
