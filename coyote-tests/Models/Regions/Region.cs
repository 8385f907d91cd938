using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Regions;

/// <summary>Two locks, words that they guard, and programs of pieces of code that use them rightly or wrongly.</summary>
internal readonly record struct Region(Address A, Address B, Address ByA, Address ByBoth, Address Flag)
{
    /// <summary>A program of some pieces of code, with and without its lock regions merged.</summary>
    public static (Report Plain, Report Merged) Explore(params Func<Cpu, Region, Step>[] vcpus) =>
        Explore((_, _) => { }, vcpus);

    /// <inheritdoc cref="Explore(Func{Cpu, Region, Step}[])"/>
    public static (Report Plain, Report Merged) Explore(
        Action<ConcurrentProgram, Region> declare, params Func<Cpu, Region, Step>[] vcpus) =>
        (new Exploration(Of(declare, vcpus).AsSystem()).Run(), new Exploration(Merged(declare, vcpus).AsSystem()).Run());

    /// <summary>Both find this property violated; what each says.</summary>
    public static (string Plain, string Merged) Violated(string property, params Func<Cpu, Region, Step>[] vcpus)
    {
        var (plain, merged) = Explore(vcpus);
        Assert.Equal((property, property), (plain.Violation?.Property, merged.Violation?.Property));
        return (plain.Violation!.Message, merged.Violation!.Message);
    }

    /// <summary>Both verify it, and merged there are fewer states.</summary>
    public static void Verified(params Func<Cpu, Region, Step>[] vcpus)
    {
        var (plain, merged) = Explore(vcpus);
        Assert.Equal((Verdict.Verified, null), (plain.Verdict, plain.Error));
        Assert.Equal((Verdict.Verified, null), (merged.Verdict, merged.Error));
        Assert.True(merged.States < plain.States, $"{plain.States} states, merged {merged.States}");
    }

    /// <summary>The program, with its lock regions merged.</summary>
    public static ConcurrentProgram Merged(Action<ConcurrentProgram, Region> declare, params Func<Cpu, Region, Step>[] vcpus)
    {
        var program = Of(declare, vcpus);
        program.MergeLockRegions();
        return program;
    }

    /// <summary>The program.</summary>
    public static ConcurrentProgram Of(Action<ConcurrentProgram, Region> declare, params Func<Cpu, Region, Step>[] vcpus)
    {
        var program = new ConcurrentProgram();
        var region = new Region(
            program.Word("a"), program.Word("b"), program.Word("byA", modulus: 8), program.Word("byBoth"), program.Word("flag"));
        program.Lock(region.A);
        program.Lock(region.B);
        program.Guard(region.ByA, region.A);
        program.Guard(region.ByBoth, region.A, region.B);
        declare(program, region);
        foreach (var code in vcpus)
        {
            program.Run(1, cpu => code(cpu, region));
        }

        program.MustProgress();
        return program;
    }

    public static Step<ulong> Acquire(Cpu cpu, Address @lock) => new SpecificationLock(@lock).Acquire(cpu);

    public static Step Release(Cpu cpu, Address @lock) => new SpecificationLock(@lock).Release(cpu, 0);
}
