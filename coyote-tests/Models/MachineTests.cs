using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>Words that wrap, at moduli that do not divide 2^64 too.</summary>
public sealed class MachineTests
{
    [Theory]
    [InlineData(0, ulong.MaxValue, 2)]
    [InlineData(2, ulong.MaxValue, 1)]
    [InlineData(1, ulong.MaxValue - 6, 0)]
    [InlineData(0, 1UL << 63, 1)] // 2^63 less than nothing
    [InlineData(2, 4, 0)]
    public void A_word_counts_down_from_its_modulus(ulong initial, ulong addend, ulong expected) =>
        Ends(initial, 3, expected, (cpu, word) => Add(cpu, word, addend));

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 4)]
    public void What_is_compared_with_a_word_wraps_as_the_word_does(ulong initial, ulong compared)
    {
        Ends(initial, 3, 2, (cpu, word) => Exchange(cpu, word, compared));

        var program = new ConcurrentProgram();
        var asleep = program.Word("word", initial, 3);
        program.Run(1, cpu => Sleep(cpu, asleep, compared));
        Assert.Equal("no-lost-wake-up", new Exploration(program.AsSystem()).Run().Violation?.Property);
    }

    [Fact]
    public void All_64_vcpus_hear_an_event()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(63, cpu => Finish(cpu, word));
        program.Run(1, Hear);
        program.Finally("ended", _ => true);

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal((Verdict.Verified, 3L), (report.Verdict, report.States));
    }

    private static void Ends(ulong initial, ulong modulus, ulong expected, Func<Cpu, Address, Step> code)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word", initial, modulus);
        program.Run(1, cpu => code(cpu, word));
        program.Finally("expected", memory => memory[word] == expected);

        var report = new Exploration(program.AsSystem()).Run();

        Assert.True(report.Verdict == Verdict.Verified, $"{report.Verdict} {report.Error} {report.Violation?.Message}");
    }

    private static async Step Add(Cpu cpu, Address word, ulong addend) => await cpu.FetchAdd(word, addend);

    private static async Step Exchange(Cpu cpu, Address word, ulong expected) => await cpu.CompareExchange(word, expected, 2);

    private static async Step Sleep(Cpu cpu, Address word, ulong expected) => await cpu.Wait(word, expected);

    private static async Step Finish(Cpu cpu, Address word)
    {
        if (word.Index < 0)
        {
            await cpu.Load(word);
        }
    }

    private static async Step Hear(Cpu cpu)
    {
        await cpu.SendEvent();
        await cpu.WaitForEvent();
    }
}
