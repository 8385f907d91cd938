using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Semantics.Programs;
using Interlock.Sync;

namespace Interlock.Isolation.Harness;

/// <summary>Declares to a program what the engine's memory map says: which lock guards which word, and the order of the locks.</summary>
internal static class EngineDiscipline
{
    /// <summary>Declares it. The locks are those of the specification.</summary>
    public static void Declare(ConcurrentProgram program, MemoryMap map)
    {
        program.Lock(map.VmTableMutex, (int)LockRank.VmTable);
        program.Lock(map.HostLock, (int)LockRank.Host);
        for (var vm = 0; vm < map.Configuration.Vms; vm++)
        {
            program.Lock(map.Vm(new VmIndex(vm)).Lock, (int)LockRank.Vm);
        }

        program.GuardMaintenance(map.HostLock);
        program.Guard(map.VmidGeneration, map.VmTableMutex, map.HostLock);
        program.Guard(map.VmidsTaken, map.VmTableMutex);
        for (var page = 0; page < map.Configuration.Pages; page++)
        {
            program.GuardWalked(map.HostEntry(new PageIndex((ulong)page)), map.HostLock);
            program.Guard(map.Shares(new PageIndex((ulong)page)), map.HostLock);
        }

        for (var vm = 0; vm < map.Configuration.Vms; vm++)
        {
            Declare(program, map, map.Vm(new VmIndex(vm)));
        }

        for (var cpu = 0; cpu < map.Configuration.Cpus; cpu++)
        {
            program.Private(map.Loaded(cpu), cpu);
            for (var register = 0; register < map.Configuration.Registers; register++)
            {
                program.Private(map.Register(cpu, register), cpu);
            }
        }
    }

    private static void Declare(ConcurrentProgram program, MemoryMap map, VmWords vm)
    {
        foreach (var word in (Address[])[vm.Status, vm.Root, vm.Vmid])
        {
            program.Guard(word, map.VmTableMutex, vm.Lock);
        }

        foreach (var word in (Address[])[vm.OwnedPages, vm.FirstSpare, vm.Spares])
        {
            program.Guard(word, vm.Lock);
        }

        program.Guard(vm.References, map.VmTableMutex);
        for (var vcpu = 0; vcpu < map.Configuration.VcpusPerVm; vcpu++)
        {
            program.Guard(vm.Vcpu(vcpu), map.VmTableMutex);
        }
    }
}
