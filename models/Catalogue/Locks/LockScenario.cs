using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Locks;

/// <summary>vCPUs that take a lock, count in its critical section, and give it up, for some rounds or for ever.</summary>
public abstract class LockScenario : ProgramScenario
{
    /// <summary>The scenario's vCPUs, rounds and modulus.</summary>
    /// <param name="rounds">Rounds by default.</param>
    /// <param name="modulus">At which counters wrap when rounds are endless.</param>
    protected static IReadOnlyList<Parameter> LockParameters(int rounds, int modulus) =>
    [
        new("vcpus", 3, 1, 64, "vCPUs that contend for the lock"),
        new("rounds", rounds, 0, 255, "times that each vCPU takes the lock; 0 = for ever"),
        new("modulus", modulus, 2, 65536, "value at which counters and tickets wrap, if rounds = 0; a ticket lock is broken by fewer than vcpus"),
    ];

    /// <summary>The value at which words wrap: zero, that is never, in a program that ends.</summary>
    protected static ulong Modulus(Sizes sizes) => sizes["rounds"] == 0 ? (ulong)sizes["modulus"] : 0;

    /// <summary>Adds the counter, the contending vCPUs, and who watches over any lock.</summary>
    private protected static void Contend(ConcurrentProgram program, LockCandidate candidate, Sizes sizes)
    {
        var counter = program.Word("counter", modulus: Modulus(sizes));
        var rounds = sizes["rounds"];
        var (contended, client) = (candidate.Lock, candidate.Client ?? Count);
        program.Run(sizes["vcpus"], cpu => client(cpu, contended, counter, rounds));
        Watch(program, new MutualExclusion(sizes["vcpus"]), sizes["vcpus"]);
        Watch(program, new NoLostUpdate(counter, Modulus(sizes)), sizes["vcpus"]);
        program.MustProgress(rounds == 0 ? LockNotes.Acquired : null);
        if (rounds > 0)
        {
            var total = (ulong)(sizes["vcpus"] * rounds);
            program.Finally("no-lost-update", memory => memory[counter] == total);
        }
    }

    private static async Step Count(Cpu cpu, ILock candidate, Address counter, int rounds)
    {
        for (var round = 0; rounds == 0 || round < rounds; round += rounds == 0 ? 0 : 1)
        {
            cpu.Note(LockNotes.Requested);
            var token = await candidate.Acquire(cpu);
            cpu.Note(LockNotes.Acquired);
            var seen = await cpu.Load(counter, MemoryOrder.Relaxed);
            await cpu.Store(counter, seen + 1, MemoryOrder.Relaxed);
            cpu.Note(LockNotes.Releasing);
            await candidate.Release(cpu, token);
        }
    }

    /// <summary>Watches over what takes two vCPUs to put it to the test: of one alone nothing is claimed, though it may break it.</summary>
    private protected static void Watch(ConcurrentProgram program, PropertyMonitor monitor, int vcpus)
    {
        if (vcpus > 1)
        {
            program.Watch(monitor);
        }
        else
        {
            program.WatchIfTested(monitor);
        }
    }
}
