using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Sync;

/// <summary>Values that are alike and that code can tell apart are different states, or the code is refused; see EQUALITY.md.</summary>
public sealed class EqualityTests
{
    private static readonly string[] Codes =
    [
        nameof(EqualityCode.Sentinels),
        nameof(EqualityCode.SentinelUsedByCallee),
        nameof(EqualityCode.SentinelAndCopy),
        nameof(EqualityCode.SentinelInArray),
        nameof(EqualityCode.SentinelInStruct),
        nameof(EqualityCode.SentinelFromDelegate),
        nameof(EqualityCode.SentinelInsideObject),
        nameof(EqualityCode.SentinelInBaseClass),
        nameof(EqualityCode.TagPerType),
        nameof(EqualityCode.Boxes),
        nameof(EqualityCode.ImmutableArrays),
        nameof(EqualityCode.Literal),
        nameof(EqualityCode.TextOfNumber),
        nameof(EqualityCode.Delegates),
        nameof(EqualityCode.MethodGroups),
        nameof(EqualityCode.Exceptions),
        nameof(EqualityCode.Scales),
        nameof(EqualityCode.Payloads),
        nameof(EqualityCode.Overlaps),
        nameof(EqualityCode.Captured),
    ];

    public static TheoryData<string> ToldApart => [.. Codes];

    [Theory]
    [MemberData(nameof(ToldApart))]
    public void What_is_told_apart_is_seen(string code)
    {
        foreach (var workers in (int[])[1, 2])
        {
            var seen = Explore(code, memory => memory[EqualityCode.Seen] == 0, workers);
            Assert.Equal((null, Verdict.Violated), (seen.Error, seen.Verdict));

            var only = Explore(code, memory => memory[EqualityCode.Seen] <= memory[EqualityCode.Which], workers);
            Assert.Equal((null, Verdict.Verified), (only.Error, only.Verdict));
        }
    }

    [Fact]
    public void One_object_is_one_state_by_whatever_way_it_is_kept()
    {
        var report = Explore(nameof(EqualityCode.SameByTwoWays), memory => memory[EqualityCode.Seen] == 1, 1);

        Assert.Equal((null, Verdict.Verified), (report.Error, report.Verdict));
        Assert.Equal(8, report.States); // four places, before and after the other's store
    }

    [Theory]
    [InlineData(nameof(EqualityCode.BesideFields), "Wide")]
    [InlineData(nameof(EqualityCode.BetweenFields), "Apart")]
    public void Storage_beside_fields_is_refused(string code, string type)
    {
        var report = Explore(code, _ => true, 1);

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains(type, report.Error, StringComparison.Ordinal);
        Assert.Contains("beside its fields", report.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(EqualityCode.ExceptionInFull))]
    [InlineData(nameof(EqualityCode.ExceptionInText))]
    [InlineData(nameof(EqualityCode.ExceptionAsObject))]
    [InlineData(nameof(EqualityCode.ExceptionSource))]
    [InlineData(nameof(EqualityCode.IdentityHash))]
    [InlineData(nameof(EqualityCode.ObjectHash))]
    public void What_is_not_part_of_a_state_is_not_shown(string code)
    {
        var report = Explore(code, _ => true, 1);

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains($"{nameof(EqualityCode)}.{code}", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_an_exception_was_thrown_is_no_part_of_a_state()
    {
        var report = Explore(nameof(EqualityCode.ExceptionMessage), memory => memory[EqualityCode.Seen] == 1, 1);

        Assert.Equal((null, Verdict.Verified), (report.Error, report.Verdict));
        Assert.Equal(8, report.States);
    }

    // Where an object comes from does not depend on who comes to it first, nor on what was explored before.
    [Fact]
    public void Names_are_the_same_in_every_search()
    {
        foreach (var code in Codes)
        {
            Assert.Equal(Hashes(code), Hashes(code));
        }
    }

    private static List<ulong> Hashes(string code)
    {
        var system = (ProgramSystem)Program(code).AsSystem();
        var expansion = new Expansion(system.Width, 0, false);
        system.Start(expansion);
        var local = system.Local(expansion.State(0), 1);
        var hashes = new List<ulong> { local.Hash };
        foreach (var answer in (ulong[])[1, 0])
        {
            expansion.Reset(new ulong[system.Width]);
            expansion.Begin(1, 0);
            system.Run(expansion, 1, local, answer, afresh: false);
            hashes.Add(local.After(answer)!.Next.Hash);
        }

        return hashes;
    }

    private static Report Explore(string code, Func<Memory, bool> holds, int workers)
    {
        var program = Program(code);
        program.Finally("seen", holds);
        return new Exploration(program.AsSystem(), new SearchOptions(Fingerprint: FingerprintKind.Exact, Workers: workers)).Run();
    }

    private static ConcurrentProgram Program(string code)
    {
        var program = new ConcurrentProgram();
        program.Word("which", 0, 2);
        program.Word("seen", 0, 2);
        program.Run(1, async cpu => await cpu.Store(EqualityCode.Which, 1));
        var method = typeof(EqualityCode).GetMethod(code, [typeof(Cpu)])!;
        program.Run(1, method.CreateDelegate<Func<Cpu, Step>>(method.IsStatic ? null : new EqualityCode()));
        return program;
    }
}
