using Interlock.Engine.Addresses;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Hypercalls;

/// <summary>Takes the tables of a VM apart. All its locks must be held, and no CPU may have one of its vCPUs loaded.</summary>
public sealed class Teardown(Core core, VmIndex vm)
{
    /// <summary>Clears a table and those below it, which become spare; every page of it leaves the VM or waits to be reclaimed.</summary>
    public async Step TakeApart(Cpu cpu, PageIndex table, Level level)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        for (var index = 0; index < core.Map.Configuration.Entries; index++)
        {
            var word = core.Map.Word(table, new TableIndex(index));
            var entry = Descriptor.Decode(await cpu.Load(word), level, core.Map.Configuration.Guest);
            if (!entry.IsValid)
            {
                continue;
            }

            await cpu.Store(word, 0);
            if (entry.Kind == DescriptorKind.Table)
            {
                await TakeApart(cpu, entry.Output.Page, level.Next);
                await core.Pool.Push(cpu, core.Map.Vm(vm), entry.Output.Page);
            }
            else
            {
                await Leave(cpu, entry);
            }
        }
    }

    /// <summary>Has all TLBs forget the VM.</summary>
    public Step Forget(Cpu cpu, Regime regime) => core.Tlbs(core.Map.Host).ForgetAll(cpu, regime);

    /// <summary>Gives all spare tables to the host. They are zeros.</summary>
    public async Step ReturnSpares(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        while (await cpu.Load(core.Map.Vm(vm).Spares) != 0)
        {
            var page = await core.Pool.Pop(cpu, core.Map.Vm(vm));
            await core.Host(core.Map.Host).TakeBack(cpu, page);
        }
    }

    private async Step Leave(Cpu cpu, Descriptor leaf)
    {
        var pages = core.Map.Configuration.Guest.Span(leaf.Level) / PageIndex.PageSize;
        for (ulong offset = 0; offset < pages; offset++)
        {
            await Leave(cpu, new PageIndex(leaf.Output.Page.Value + offset), leaf.Attributes.State);
        }
    }

    private async Step Leave(Cpu cpu, PageIndex page, PageState state)
    {
        var host = core.Host(core.Map.Host);
        if (state == PageState.SharedBorrowed)
        {
            await core.Shares(core.Map.Host).Remove(cpu, page);
        }
        else if (state == PageState.SharedOwned)
        {
            await host.GiveTo(cpu, page, await host.Read(cpu, page), OwnerId.Guest(vm.Value));
        }
    }
}
