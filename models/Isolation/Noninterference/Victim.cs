using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Semantics.SelfComposition.Acts;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Noninterference;

/// <summary>
/// A guest with secrets: between what it does in front of everybody, it changes its memory and its registers as it likes, and as often as
/// it likes.
/// </summary>
/// <param name="guest">What guests do.</param>
/// <param name="engine">The engine.</param>
/// <param name="ipas">Pages of IPA space that it uses.</param>
/// <param name="words">Words of each that it uses, from the last one.</param>
public sealed class Victim(GuestCalls guest, IsolationEngine engine, int ipas, int words)
{
    private readonly MemoryMap map = engine.Map;
    private readonly ulong dirt = Dirt.Of(engine.Map);
    private readonly PageWords addresses = new(engine.Map);

    /// <summary>Runs until it is left.</summary>
    public async Step Run(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var runs = true;
        while (runs)
        {
            await Work(cpu);
            runs = await cpu.Choose(map.Configuration.Registers > 0 ? 7 : 5) switch
            {
                0 => await Read(cpu, await cpu.Choose(ipas)),
                1 => await Write(cpu, await cpu.Choose(2 * Places)),
                2 => await Lend(cpu, await cpu.Choose(ipas)),
                3 => await guest.Unshare(cpu, await cpu.Choose(ipas)),
                4 => await guest.Leave(cpu),
                5 => await WriteToDevice(cpu),
                _ => await ReadDevice(cpu),
            };
        }
    }

    private int Places => ipas * words;

    // Beyond the VM's tables.
    private ulong Device => map.Configuration.Guest.IpaLimit / PageIndex.PageSize;

    // Nobody sees any of this, nor how long it takes.
    private async Step Work(Cpu cpu)
    {
        while (true)
        {
            var act = (int)await Secret.Choose(cpu, 1 + (2 * (Places + map.Configuration.Registers)));
            if (act == 0)
            {
                return;
            }

            var (place, value) = Math.DivRem(act - 1, 2);
            if (place < Places)
            {
                await Secret.GuestStore(cpu, Address((ulong)place), value == 0 ? 0 : dirt);
            }
            else
            {
                await Secret.Store(cpu, map.Register(cpu.Index, place - Places), (ulong)value);
            }
        }
    }

    // Which word makes no difference, since what is there is not shown.
    private async Step<bool> Read(Cpu cpu, ulong ipa) =>
        !GuestFault.Is(await Shown.GuestLoad(cpu, addresses.AddressOf(ipa))) || await guest.Abort(cpu, ipa, AccessKind.Read);

    private async Step<bool> Write(Cpu cpu, ulong placeAndValue)
    {
        var (place, value) = Math.DivRem(placeAndValue, 2);
        return !GuestFault.Is(await Shown.GuestStore(cpu, Address(place), value == 0 ? 0 : dirt))
            || await guest.Abort(cpu, place / (ulong)words, AccessKind.Write);
    }

    private async Step<bool> Lend(Cpu cpu, ulong ipa)
    {
        for (var word = 0; word < words; word++)
        {
            await Released.GuestLoad(cpu, addresses.AddressOf(ipa, (ulong)word));
        }

        return await guest.Share(cpu, ipa);
    }

    // What is written is in the first register.
    private async Step<bool> WriteToDevice(Cpu cpu)
    {
        await Released.Load(cpu, map.Register(cpu.Index, 0));
        await Shown.GuestStore(cpu, addresses.AddressOf(Device), 0);
        return await guest.Abort(cpu, Device, AccessKind.Write);
    }

    // The engine has the host told of it, and lets nothing into a register: there is no answer.
    private async Step<bool> ReadDevice(Cpu cpu)
    {
        await Shown.GuestLoad(cpu, addresses.AddressOf(Device));
        return await guest.Abort(cpu, Device, AccessKind.Read);
    }

    private ulong Address(ulong place) => addresses.AddressOf(place / (ulong)words, place % (ulong)words);
}
