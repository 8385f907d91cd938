using Interlock.Engine;
using Interlock.Engine.Aborts;
using Interlock.Engine.Addresses;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Calls;

/// <summary>What a guest does on a CPU that has entered it. The result is whether the guest still runs.</summary>
public sealed class GuestCalls(IsolationEngine engine)
{
    /// <summary>The event of a client that has left its guest for another reason than an abort.</summary>
    public const string Left = "left the guest";

    private readonly ulong dirt = Dirt.Of(engine.Map);
    private readonly PageWords words = new(engine.Map);

    /// <summary>Touches memory or a device, and takes the abort if there is one.</summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="ipa">The page of IPA space.</param>
    /// <param name="access">What for.</param>
    /// <param name="fromLast">Which word of it, from the last one.</param>
    public async Step<bool> Touch(Cpu cpu, ulong ipa, AccessKind access, ulong fromLast = 0)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var address = words.AddressOf(ipa, fromLast);
        var answer = access switch
        {
            AccessKind.Read => await cpu.GuestLoad(address),
            AccessKind.Write => await cpu.GuestStore(address, dirt),
            AccessKind.Fetch => await cpu.GuestFetch(address),
        };
        return !GuestFault.Is(answer) || await Abort(cpu, ipa, access);
    }

    /// <summary>Takes the abort of an access that faulted.</summary>
    public async Step<bool> Abort(Cpu cpu, ulong ipa, AccessKind access)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var address = words.AddressOf(ipa);
        var resolution = await engine.GuestAbort.Handle(cpu, address, access);
        var record = new CallRecord(Call.GuestAbort, 0, (int)access, CallRecord.IpaPageOf(ipa), false, (int)resolution, 0);
        cpu.Note(record.Name, record.Value);
        return !Leaves((int)resolution);
    }

    /// <summary>Whether an abort that was resolved so has left the guest.</summary>
    internal static bool Leaves(int resolution) => (AbortResolution)resolution
        is AbortResolution.NeedsMemory or AbortResolution.NeedsPermission or AbortResolution.Device;

    /// <summary>Lends the host a page.</summary>
    public async Step<bool> Share(Cpu cpu, ulong ipa) =>
        Say(cpu, Call.GuestShare, await engine.GuestShareHost.Share(cpu, Ipa(ipa)), ipa);

    /// <summary>Takes a page back from the host.</summary>
    public async Step<bool> Unshare(Cpu cpu, ulong ipa) =>
        Say(cpu, Call.GuestUnshare, await engine.GuestShareHost.Unshare(cpu, Ipa(ipa)), ipa);

    /// <summary>An interrupt: the guest is left.</summary>
    public async Step<bool> Leave(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await engine.RunVcpu.Leave(cpu);
        cpu.Note(Left);
        await engine.Core.Rollover.Interrupt(cpu);
        return false;
    }

    private static HostIpa Ipa(ulong page) => new(page * PageIndex.PageSize);

    private static bool Say(Cpu cpu, Call call, Result<ulong> result, ulong ipa)
    {
        var record = new CallRecord(call, 0, 0, CallRecord.IpaPageOf(ipa), false, CallRecord.OutcomeOf(result), 0);
        cpu.Note(record.Name, record.Value);
        return true;
    }
}
