using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Noninterference;

/// <summary>
/// For ever, a CPU of the host's makes, runs and ends VMs, moves memory between them and itself, and looks at what it can. When it makes a
/// VM, it says whether that is the one with secrets; all others are on the host's side.
/// </summary>
/// <param name="host">The host's calls.</param>
/// <param name="guest">The guests'.</param>
/// <param name="victim">The guest with secrets.</param>
/// <param name="map">The engine's memory.</param>
/// <param name="mark">Which VM has them.</param>
/// <param name="options">What else it does.</param>
internal sealed class SecrecyClient(
    HostCalls host, GuestCalls guest, Victim victim, MemoryMap map, VictimsMark mark, SecrecyOptions options)
{
    private readonly RegisterView registers = new(map);

    /// <summary>A CPU.</summary>
    public async Step Run(Cpu cpu)
    {
        await host.Boot(cpu);
        while (true)
        {
            await Host(cpu);
        }
    }

    private async Step Host(Cpu cpu)
    {
        switch (await cpu.Choose(options.Lends ? 11 : 9))
        {
            case 0:
                await Make(cpu, await Page(cpu));
                break;
            case 1:
                await host.DestroyVm(cpu, await Vm(cpu));
                break;
            case 2:
                await host.ReclaimPage(cpu, await Page(cpu));
                break;
            case 3:
                await host.CreateVcpu(cpu, await Vm(cpu), 0);
                break;
            case 4:
                await host.LoadVcpu(cpu, await Vm(cpu), 0);
                break;
            case 5:
                await host.PutVcpu(cpu);
                break;
            case 6:
                await Enter(cpu);
                break;
            case 7:
                await host.Donate(cpu, await Vm(cpu), await Page(cpu), await Ipa(cpu));
                break;
            case 8:
                await TouchMemory(cpu, await cpu.Choose(map.Configuration.Pages * Accesses));
                break;
            case 9:
                await host.Share(cpu, await Vm(cpu), await Page(cpu), await Ipa(cpu), writable: true);
                break;
            case 10:
                await host.Unshare(cpu, await Vm(cpu), await Ipa(cpu));
                break;
        }
    }

    private async Step Make(Cpu cpu, ulong page)
    {
        await mark.Begin(cpu);
        var made = await host.CreateVm(cpu, page);
        if (made.IsOk)
        {
            await mark.Mark(cpu, made.Value);
        }

        await mark.End(cpu);
    }

    private async Step Enter(Cpu cpu)
    {
        if (!await host.RunVcpu(cpu))
        {
            return;
        }

        var loaded = await cpu.Load(map.Loaded(cpu.Index));
        if (await mark.IsOn(cpu, (loaded - 1) / (ulong)map.Configuration.VcpusPerVm))
        {
            await victim.Run(cpu);
        }
        else
        {
            await Guest(cpu);
        }

        await registers.Look(cpu);
    }

    private async Step Guest(Cpu cpu)
    {
        await registers.Look(cpu);
        var runs = true;
        while (runs)
        {
            runs = await cpu.Choose(2) == 0
                ? await TouchAsGuest(cpu, await cpu.Choose(options.Ipas * Accesses))
                : await guest.Leave(cpu);
        }
    }

    private Step<bool> TouchMemory(Cpu cpu, ulong act)
    {
        var (page, word, writes) = Divided(act);
        return host.Touch(cpu, page, writes, word);
    }

    private Step<bool> TouchAsGuest(Cpu cpu, ulong act)
    {
        var (ipa, word, writes) = Divided(act);
        return guest.Touch(cpu, ipa, writes ? AccessKind.Write : AccessKind.Read, word);
    }

    // What can be done to a page.
    private int Accesses => options.Words * (options.Writes ? 2 : 1);

    private (ulong Page, ulong Word, bool Writes) Divided(ulong act)
    {
        var (page, access) = Math.DivRem(act, (ulong)Accesses);
        return (page, access % (ulong)options.Words, access >= (ulong)options.Words);
    }

    private Access Page(Cpu cpu) => cpu.Choose(map.Configuration.Pages);

    private Access Vm(Cpu cpu) => cpu.Choose(map.Configuration.Vms);

    private Access Ipa(Cpu cpu) => cpu.Choose(options.Ipas);
}
