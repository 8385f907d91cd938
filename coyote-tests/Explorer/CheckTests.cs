using Interlock.Explorer;
using Interlock.Explorer.Checks;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>A test that explores fails with the execution that goes wrong, and with a line that follows it again.</summary>
public sealed class CheckTests
{
    [Fact]
    public void What_holds_passes() => Assert.True(Check.Verified(Lost(atomic: true)).States >= 4);

    [Fact]
    public void What_breaks_is_told_step_by_step()
    {
        var failed = Assert.Throws<NotVerifiedException>(() => Check.Verified(Lost(atomic: false)));

        Assert.Contains("violated: no-lost-update", failed.Message, StringComparison.Ordinal);
        Assert.Contains("vcpu1  store word = 1  ", failed.Message, StringComparison.Ordinal);
        Assert.Contains("(coyote-tests/Explorer/CheckTests.cs:", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.Collections", failed.Message, StringComparison.Ordinal);
        Assert.Equal(
            failed.Report.Counterexample!.Schedule.Count,
            failed.Message.Split('\n').Count(line => line.Contains("CheckTests.cs:", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_schedule_that_is_printed_can_be_followed()
    {
        var failed = Assert.Throws<NotVerifiedException>(() => Check.Verified(Lost(atomic: false)));
        var schedule = failed.Message.Split('"')[^2];

        Assert.Equal(failed.Report.Violation, Check.Replayed(Lost(atomic: false).AsSystem(), schedule));
        Assert.Null(Check.Replayed(Lost(atomic: true).AsSystem(), "0: 0 1"));
        Assert.Throws<FormatException>(() => Check.Replayed(Lost(atomic: true).AsSystem(), "0 1"));
        Assert.Throws<FormatException>(() => Check.Replayed(Lost(atomic: true).AsSystem(), "0: x"));
    }

    [Fact]
    public void A_search_that_was_cut_fails()
    {
        var failed = Assert.Throws<NotVerifiedException>(() => Check.Verified(Lost(atomic: true), new SearchOptions(MaxStates: 2)));

        Assert.Contains("incomplete after", failed.Message, StringComparison.Ordinal);
    }

    private static ConcurrentProgram Lost(bool atomic)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(2, cpu => Increment(cpu, word, atomic));
        program.Finally("no-lost-update", memory => memory[word] == 2);
        return program;
    }

    private static async Step Increment(Cpu cpu, Address word, bool atomic)
    {
        if (atomic)
        {
            await cpu.FetchAdd(word, 1);
        }
        else
        {
            await cpu.Store(word, await cpu.Load(word) + 1);
        }
    }
}
