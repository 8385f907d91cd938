using Interlock.Explorer.Checks;
using Interlock.Semantics.Programs;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>The program that README.md shows.</summary>
internal static class LostUpdate
{
    public static void Find()
    {
        var program = new ConcurrentProgram();
        var count = program.Word("count");
        program.Run(2, async Step (cpu) =>
        {
            var seen = await cpu.Load(count);
            await cpu.Store(count, seen + 1);
        });
        program.Finally("no-lost-update", memory => memory[count] == 2);
        Check.Verified(program);
    }
}
