using Interlock.Engine.Aborts;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Engine.Vcpus;
using Interlock.Isolation.Calls;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.SelfComposition.Acts;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Monitors;

/// <summary>
/// A vCPU runs on with the registers that it was left with, on whatever CPU. What a guest writes to a device, the host finds in the first
/// register. What a guest has in its registers is what it found there when it first ran, which is for confidentiality to judge, and what
/// it put there since: the engine is not asked.
/// </summary>
internal sealed class GuestContext : PropertyMonitor
{
    private const int ToDevice = 0;
    private readonly MemoryMap map;
    private readonly Configuration sizes;
    [Stateless("Filled while it is made.")]
    private readonly Dictionary<Address, (int Cpu, int Register)> registers = [];

    public GuestContext(MemoryMap map)
    {
        this.map = map;
        sizes = map.Configuration;
        for (var word = 0; word < sizes.Cpus * sizes.Registers; word++)
        {
            var (cpu, register) = Math.DivRem(word, sizes.Registers);
            registers[map.Register(cpu, register)] = (cpu, register);
        }

        Watched = [.. registers.Keys];
    }

    /// <inheritdoc/>
    public override string Property => "guest-context";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } =
        [new("guest-context", "a vCPU that runs again, or writes to a device, with registers that are known")];

    /// <inheritdoc/>
    public override bool WatchesLoads => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Address> Watched { get; }

    /// <summary>One more than what each vCPU has in each of its registers; zero if it has not run.</summary>
    public override int StateWords => sizes.Vms * sizes.VcpusPerVm * sizes.Registers;

    /// <inheritdoc/>
    public override void OnAccess(Observation step, int vcpu, Operation operation)
    {
        if (Secret.Is(operation))
        {
            var (cpu, register) = registers[operation.Address];
            step[LoadedOn(step, cpu) + register] = step.Read(operation.Address) + 1;
        }
    }

    /// <inheritdoc/>
    public override void OnNote(Observation step, int vcpu, Note note)
    {
        if (sizes.Registers == 0 || !CallRecord.IsName(note.Name))
        {
            return;
        }

        var call = CallRecord.Of(note.Value);
        switch (call.Call)
        {
            case Call.CreateVcpu when call.Succeeded:
                Forget(step, (call.Vm * sizes.VcpusPerVm) + call.IpaPage);
                break;
            case Call.DestroyVm when call.Succeeded:
                for (var of = 0; of < sizes.VcpusPerVm; of++)
                {
                    Forget(step, (call.Vm * sizes.VcpusPerVm) + of);
                }

                break;
            case Call.RunVcpu when call.Succeeded:
                Compare(step, vcpu, sizes.Registers, "enters a guest that left");
                break;
            case Call.GuestAbort when call is { Outcome: (int)AbortResolution.Device, Page: (int)AccessKind.Write }:
                Compare(step, vcpu, ToDevice + 1, "has the host told that a device is written to, by a guest that has");
                break;
        }
    }

    private void Compare(Observation step, int cpu, int count, string what)
    {
        var context = LoadedOn(step, cpu);
        for (var register = 0; register < count; register++)
        {
            var (its, found) = (step[context + register], step.Read(map.Register(cpu, register)));
            if (its == 0)
            {
                step[context + register] = found + 1;
                continue;
            }

            step.Try(0, cpu);
            if (its != found + 1)
            {
                step.Violate(
                    $"vcpu{cpu} {what} {its - 1} in x{register}, and there is {found}", new RegisterLost(cpu, register, its - 1, found));
            }
        }
    }

    private void Forget(Observation step, int vcpu)
    {
        for (var register = 0; register < sizes.Registers; register++)
        {
            step[(vcpu * sizes.Registers) + register] = 0;
        }
    }

    // Where the registers of the vCPU begin that a CPU has loaded.
    private int LoadedOn(Observation step, int cpu)
    {
        var loaded = new LoadedVcpu(step.Read(map.Loaded(cpu)));
        return ((loaded.Vm(sizes.VcpusPerVm).Value * sizes.VcpusPerVm) + loaded.Vcpu(sizes.VcpusPerVm)) * sizes.Registers;
    }
}

/// <summary>A register of a guest has another value than the guest left in it.</summary>
/// <param name="Cpu">The CPU.</param>
/// <param name="Register">The number of the register.</param>
/// <param name="Expected">The value that the guest left.</param>
/// <param name="Found">The value that is there.</param>
public sealed record RegisterLost(int Cpu, int Register, ulong Expected, ulong Found) : Evidence;
