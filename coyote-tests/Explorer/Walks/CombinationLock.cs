using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Explorer.Walks;

/// <summary>Bugs that lie deep: twelve right choices in a row, each out of four; a wrong one is refused, to the start.</summary>
internal static class CombinationLock
{
    public const int Choices = 12;

    /// <summary>One vCPU, which knows by itself how far it is: a step a choice.</summary>
    public static TransitionSystem Local()
    {
        var program = new ConcurrentProgram();
        program.Run(1, Try);
        return program.AsSystem();
    }

    /// <summary>How far it is stands in memory: three steps a choice.</summary>
    public static TransitionSystem InMemory()
    {
        var program = new ConcurrentProgram();
        var opened = program.Word("opened");
        program.Run(1, cpu => Try(cpu, opened));
        return program.AsSystem();
    }

    /// <summary>Several vCPUs call with a choice; a wrong one is refused, and costs as many steps as a right one.</summary>
    public static TransitionSystem Shared(int vcpus)
    {
        var program = new ConcurrentProgram();
        var (opened, word, refused) = (program.Word("opened"), program.Word("word"), program.Word("refused"));
        program.Run(vcpus, cpu => Call(cpu, opened, word, refused));
        return program.AsSystem();
    }

    private static ulong Right(ulong opened) => ((opened * 7) + 3) % 4;

    private static async Step Try(Cpu cpu)
    {
        var opened = 0UL;
        while (true)
        {
            opened = await cpu.Choose(4) == Right(opened) ? opened + 1 : 0;
            cpu.Assert(opened < Choices, "it stays shut");
        }
    }

    private static async Step Try(Cpu cpu, Address opened)
    {
        while (true)
        {
            var choice = await cpu.Choose(4);
            var before = await cpu.Load(opened);
            var after = choice == Right(before) ? before + 1 : 0;
            cpu.Assert(after < Choices, "it stays shut");
            await cpu.Store(opened, after);
        }
    }

    private static async Step Call(Cpu cpu, Address opened, Address word, Address refused)
    {
        while (true)
        {
            var choice = await cpu.Choose(4);
            while (await cpu.CompareExchange(word, 0, 1) != 0)
            {
            }

            var before = await cpu.Load(opened);
            if (choice == Right(before))
            {
                cpu.Assert(before + 1 < Choices, "it stays shut");
                await cpu.Store(opened, before + 1);
            }
            else
            {
                await cpu.Store(refused, choice);
            }

            await cpu.Store(word, 0);
        }
    }
}
