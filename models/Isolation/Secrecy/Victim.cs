using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Models.Lanes.Acts;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Isolation.Secrecy;

/// <summary>
/// A guest with secrets: between what it does in front of everybody, it changes its memory and its registers as it likes, and as often as
/// it likes.
/// </summary>
/// <param name="guest">What guests do.</param>
/// <param name="engine">The engine.</param>
/// <param name="ipas">Pages of IPA space that it uses.</param>
public sealed class Victim(GuestCalls guest, IsolationEngine engine, int ipas)
{
    private readonly MemoryMap map = engine.Map;
    private readonly ulong dirt = EngineSetup.DirtOf(engine.Map);
    private readonly ulong lastWord = (ulong)(engine.Map.Configuration.Entries - 1) * TableIndex.EntrySize;

    /// <summary>Runs until it is left.</summary>
    public async Step Run(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var runs = true;
        while (runs)
        {
            await Work(cpu);
            runs = await cpu.Choose(HasRegisters ? 6 : 5) switch
            {
                0 => await Read(cpu, await cpu.Choose(ipas)),
                1 => await Write(cpu, await cpu.Choose(ipas)),
                2 => await Lend(cpu, await cpu.Choose(ipas)),
                3 => await guest.Unshare(cpu, await cpu.Choose(ipas)),
                4 => await guest.Leave(cpu),
                _ => await WriteToDevice(cpu),
            };
        }
    }

    private bool HasRegisters => map.Configuration.Registers > 0;

    // Nobody sees any of this, nor how long it takes.
    private async Step Work(Cpu cpu)
    {
        while (true)
        {
            var act = (int)await Secret.Choose(cpu, 1 + (2 * ipas) + (HasRegisters ? 2 : 0));
            if (act == 0)
            {
                return;
            }

            var (place, value) = Math.DivRem(act - 1, 2);
            if (place < ipas)
            {
                await Secret.GuestStore(cpu, Address((ulong)place), value == 0 ? 0 : dirt);
            }
            else
            {
                await Secret.Store(cpu, map.Register(cpu.Index, 0), (ulong)value);
            }
        }
    }

    private async Step<bool> Read(Cpu cpu, ulong ipa) =>
        !GuestFault.Is(await Shown.GuestLoad(cpu, Address(ipa))) || await guest.Abort(cpu, ipa, AccessKind.Read);

    private async Step<bool> Write(Cpu cpu, ulong ipa) =>
        !GuestFault.Is(await Shown.GuestStore(cpu, Address(ipa), dirt)) || await guest.Abort(cpu, ipa, AccessKind.Write);

    private async Step<bool> Lend(Cpu cpu, ulong ipa)
    {
        await Released.GuestLoad(cpu, Address(ipa));
        return await guest.Share(cpu, ipa);
    }

    // Beyond the VM's tables are devices; what is written is in the first register.
    private async Step<bool> WriteToDevice(Cpu cpu)
    {
        var ipa = map.Configuration.Guest.IpaLimit / PageIndex.PageSize;
        await Released.Load(cpu, map.Register(cpu.Index, 0));
        await Shown.GuestStore(cpu, Address(ipa), 0);
        return await guest.Abort(cpu, ipa, AccessKind.Write);
    }

    private ulong Address(ulong ipa) => (ipa * PageIndex.PageSize) + lastWord;
}
