using Interlock.Engine;
using Interlock.Engine.Aborts;
using Interlock.Engine.Addresses;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Calls;

/// <summary>
/// The host's calls, with any numbers, each reported as an event once it has returned. A page is alleged by its number; one that is none is
/// beyond memory.
/// </summary>
public sealed class HostCalls(IsolationEngine engine)
{
    private readonly ulong dirt = Dirt.Of(engine.Map);
    private readonly PageWords words = new(engine.Map);

    /// <summary>Becomes the host's CPU: its translations are those of the host's tables.</summary>
    public async Step Boot(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await cpu.WriteVttbr(engine.Map.Host.Value);
        await cpu.Isb();
    }

    /// <summary>Makes a VM.</summary>
    public async Step<Result<ulong>> CreateVm(Cpu cpu, ulong page)
    {
        var answer = await engine.CreateVm.Call(cpu, Page(page));
        Say(cpu, Call.CreateVm, answer, 0, page);
        return answer;
    }

    /// <summary>Ends a VM.</summary>
    public async Step DestroyVm(Cpu cpu, ulong vm) =>
        Say(cpu, Call.DestroyVm, await engine.DestroyVm.Call(cpu, new HostVm(vm)), vm);

    /// <summary>Gets a page of a dead VM.</summary>
    public async Step ReclaimPage(Cpu cpu, ulong page) =>
        Say(cpu, Call.ReclaimPage, await engine.ReclaimPage.Call(cpu, Page(page)), 0, page);

    /// <summary>Gives a VM a vCPU.</summary>
    public async Step CreateVcpu(Cpu cpu, ulong vm, ulong vcpu) =>
        Say(cpu, Call.CreateVcpu, await engine.CreateVcpu.Call(cpu, new HostVm(vm), vcpu), vm, 0, vcpu);

    /// <summary>Loads a vCPU.</summary>
    public async Step LoadVcpu(Cpu cpu, ulong vm, ulong vcpu) =>
        Say(cpu, Call.LoadVcpu, await engine.LoadVcpu.Call(cpu, new HostVm(vm), vcpu), vm, 0, vcpu);

    /// <summary>Puts a vCPU back.</summary>
    public async Step PutVcpu(Cpu cpu) => Say(cpu, Call.PutVcpu, await engine.PutVcpu.Call(cpu), 0);

    /// <summary>Runs the vCPU; the result is whether the guest was entered.</summary>
    public async Step<bool> RunVcpu(Cpu cpu)
    {
        var entered = await engine.RunVcpu.Enter(cpu);
        Say(cpu, Call.RunVcpu, entered, 0);
        return entered.IsOk;
    }

    /// <summary>Gives a page.</summary>
    public async Step Donate(Cpu cpu, ulong vm, ulong page, ulong ipa) => Say(
        cpu, Call.Donate, await engine.HostDonateGuest.Call(cpu, new HostVm(vm), Page(page), Ipa(ipa)), vm, page, ipa);

    /// <summary>Lends a page.</summary>
    public async Step Share(Cpu cpu, ulong vm, ulong page, ulong ipa, bool writable) => Say(
        cpu,
        Call.Share,
        await engine.HostShareGuest.Call(cpu, new HostVm(vm), Page(page), Ipa(ipa), writable),
        vm,
        page,
        ipa,
        writable);

    /// <summary>Takes back what was lent.</summary>
    public async Step Unshare(Cpu cpu, ulong vm, ulong ipa) =>
        Say(cpu, Call.Unshare, await engine.HostUnshareGuest.Call(cpu, new HostVm(vm), Ipa(ipa)), vm, 0, ipa);

    /// <summary>Changes permissions.</summary>
    public async Step Permit(Cpu cpu, ulong vm, ulong ipa, bool writable) => Say(
        cpu,
        Call.Permit,
        await engine.ChangePermissions.Call(cpu, new HostVm(vm), Ipa(ipa), writable),
        vm,
        0,
        ipa,
        writable);

    /// <summary>Supplies a table.</summary>
    public async Step SupplyTable(Cpu cpu, ulong vm, ulong page) =>
        Say(cpu, Call.SupplyTable, await engine.TablePages.Supply(cpu, new HostVm(vm), Page(page)), vm, page);

    /// <summary>Gets a spare table.</summary>
    public async Step ReturnTable(Cpu cpu, ulong vm) =>
        Say(cpu, Call.ReturnTable, await engine.TablePages.Return(cpu, new HostVm(vm)), vm);

    /// <summary>Splits a block.</summary>
    public async Step SplitBlock(Cpu cpu, ulong vm, ulong ipa) =>
        Say(cpu, Call.SplitBlock, await engine.SplitBlock.Call(cpu, new HostVm(vm), Ipa(ipa)), vm, 0, ipa);

    /// <summary>Merges a table.</summary>
    public async Step MergeTable(Cpu cpu, ulong vm, ulong ipa) =>
        Say(cpu, Call.MergeTable, await engine.MergeTable.Call(cpu, new HostVm(vm), Ipa(ipa)), vm, 0, ipa);

    /// <summary>Touches a page of memory, and takes the abort if there is one; the result is whether it is to be touched again.</summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="page">The page.</param>
    /// <param name="write">Whether it is written to.</param>
    /// <param name="fromLast">Which word of it, from the last one.</param>
    public async Step<bool> Touch(Cpu cpu, ulong page, bool write, ulong fromLast = 0)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var address = words.AddressOf(page, fromLast);
        var answer = write ? await cpu.GuestStore(address, dirt) : await cpu.GuestLoad(address);
        if (!GuestFault.Is(answer))
        {
            return false;
        }

        var resolution = await engine.HostAbort.Handle(cpu, address);
        var record = new CallRecord(Call.HostAbort, 0, (int)page, 0, write, (int)resolution, 0);
        cpu.Note(record.Name, record.Value);
        return resolution is AbortResolution.Mapped or AbortResolution.Retry;
    }

    /// <summary>Takes the interrupt by which another CPU asks for a rollover.</summary>
    public Step Interrupt(Cpu cpu) => engine.Core.Rollover.Interrupt(cpu);

    private static HostPa Page(ulong page) => new(page * PageIndex.PageSize);

    private static HostIpa Ipa(ulong page) => new(page * PageIndex.PageSize);

    private static void Say(
        Cpu cpu, Call call, Result<ulong> result, ulong vm, ulong page = 0, ulong ipa = 0, bool writable = false)
    {
        var outcome = CallRecord.OutcomeOf(result);
        var answer = result.IsOk ? (int)result.Value : 0;
        var record = new CallRecord(call, (int)vm, (int)page, CallRecord.IpaPageOf(ipa), writable, outcome, answer);
        cpu.Note(record.Name, record.Value);
    }
}
