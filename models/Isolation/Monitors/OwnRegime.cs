using Interlock.Engine.Platform;
using Interlock.Engine.Vcpus;
using Interlock.Engine.Vms;
using Interlock.Isolation.Calls;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Reductions.Symmetries;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Isolation.Monitors;

/// <summary>
/// A guest translates by the tables of its own VM, under the VMID that the VM has now, and the host by its own. Who touches memory is
/// known from the events of the client, not from the engine's words.
/// </summary>
internal sealed class OwnRegime(MemoryMap map) : PropertyMonitor
{
    private readonly string entered = new CallRecord(Call.RunVcpu, 0, 0, 0, false, 0, 0).Name;

    /// <inheritdoc/>
    public override string Property => "own-regime";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } = [new("own-regime", "an access of a guest on a CPU that runs a vCPU")];

    /// <summary>For each CPU, whether it runs a guest.</summary>
    public override int StateWords => map.Configuration.Cpus;

    /// <inheritdoc/>
    public override bool WatchesGuests => true;

    /// <inheritdoc/>
    public override bool IsRenamable(ReadOnlySpan<ulong> words) => true;

    /// <inheritdoc/>
    public override void Rename(Symmetry symmetry, int renaming, Memory image, Span<ulong> words)
    {
        ArgumentNullException.ThrowIfNull(symmetry);
        Span<ulong> before = stackalloc ulong[words.Length];
        words.CopyTo(before);
        for (var cpu = 0; cpu < before.Length; cpu++)
        {
            words[symmetry.VcpuOf(renaming, cpu)] = before[cpu];
        }
    }

    /// <inheritdoc/>
    public override void OnNote(Observation step, int vcpu, Note note)
    {
        if (note.Name == entered)
        {
            step[vcpu] = 1;
        }
        else if (note.Name == GuestCalls.Left || IsLeavingAbort(note))
        {
            step[vcpu] = 0;
        }
    }

    /// <inheritdoc/>
    public override void OnGuestAccess(Observation step, int vcpu, GuestAccess access)
    {
        if (step[vcpu] != 0)
        {
            step.Try(0, vcpu);
        }

        var expected = step[vcpu] == 0 ? map.Host.Value : RegimeOf(step, vcpu);
        if (access.Vttbr != expected)
        {
            step.Violate(
                $"vcpu{vcpu} translates by vttbr_el2 = 0x{access.Vttbr:x}, and should by 0x{expected:x}",
                new WrongRegime(vcpu, access.Vttbr, expected));
        }
    }

    private static bool IsLeavingAbort(Note note) =>
        note.Name.StartsWith("GuestAbort", StringComparison.Ordinal) && GuestCalls.Leaves(CallRecord.Of(note.Value).Outcome);

    private ulong RegimeOf(Observation step, int vcpu)
    {
        var loaded = new LoadedVcpu(step.ReadBefore(map.Loaded(vcpu)));
        var vm = map.Vm(loaded.Vm(map.Configuration.VcpusPerVm));
        return ((ulong)new TaggedVmid(step.ReadBefore(vm.Vmid)).Vmid.Value << 48) | (step.ReadBefore(vm.Root) << 12);
    }
}

/// <summary>A vCPU is translated by tables that are not its own.</summary>
/// <param name="Vcpu">The vCPU.</param>
/// <param name="Used">The value of VTTBR_EL2 under which it is translated.</param>
/// <param name="Expected">The value under which it should be.</param>
public sealed record WrongRegime(int Vcpu, ulong Used, ulong Expected) : Evidence;
