using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Locks;

/// <summary>What the scenarios of locks that are asked for ever have in common.</summary>
internal static class LockAvailability
{
    /// <summary>Adds vCPUs that take a lock and give it up for ever, and watches that only one has it.</summary>
    public static void Contend(ConcurrentProgram program, ILock contended, int vcpus)
    {
        program.Run(vcpus, cpu => Contend(cpu, contended));
        if (vcpus > 1)
        {
            program.Watch(new MutualExclusion(vcpus));
        }

        program.MustProgress(LockNotes.Acquired);
    }

    private static async Step Contend(Cpu cpu, ILock contended)
    {
        while (true)
        {
            cpu.Note(LockNotes.Requested);
            var token = await contended.Acquire(cpu);
            cpu.Note(LockNotes.Acquired);
            cpu.Note(LockNotes.Releasing);
            await contended.Release(cpu, token);
        }
    }
}
