using Interlock.Mutate;
using Interlock.Mutate.Sources;
using Xunit;

namespace Interlock.CoyoteTests.Mutate;

/// <summary>What each operator makes of code, and what it leaves alone.</summary>
public sealed class OperatorTests
{
    [Theory]
    [InlineData("await cpu.Tlbi(TlbiKind.Ipas2e1is, 1);", "delete: await cpu.Tlbi(TlbiKind.Ipas2e1is, 1); -> nothing",
        "weaken: TlbiKind.Ipas2e1is -> TlbiKind.Ipas2e1", "repeat: await cpu.Tlbi(TlbiKind.Ipas2e1is, 1); -> twice",
        "strengthen: TlbiKind.Ipas2e1is -> TlbiKind.Alle1is")]
    [InlineData("await cpu.FetchAdd(new Address(0), 1, MemoryOrder.Acquire);",
        "delete: await cpu.FetchAdd(new Address(0), 1, MemoryOrder.Acquire); -> nothing",
        "tear: cpu.FetchAdd(new Address(0), 1, MemoryOrder.Acquire) -> a load and a store",
        "relax: MemoryOrder.Acquire -> MemoryOrder.Relaxed")]
    [InlineData("await cpu.Store(new Address(0), await cpu.Load(new Address(0)) + 1);",
        "delete: await cpu.Store(new Address(0), await cpu.Load(new Address(0)) + 1); -> nothing",
        "unchanged: await cpu.Load(new Address(0)) + 1 -> await cpu.Load(new Address(0))")]
    [InlineData("if (a && b) { return; }", "decide: a && b -> true", "decide: a && b -> false", "drop: a && b -> a", "drop: a && b -> b")]
    [InlineData("while (a) { cpu.Pause(); }", "decide: a -> false")]
    [InlineData("cpu.Assert(a && b, string.Empty);")]
    [InlineData("if (a) { throw new InvalidOperationException(); }")]
    [InlineData("ArgumentNullException.ThrowIfNull(cpu);")]
    public void Operators_change(string statement, params string[] changes)
    {
        var found = Of(statement).Select(mutation => $"{mutation.Operator}: {mutation.Change}");

        Assert.Equal(changes.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Changes_that_read_the_same_are_told_apart()
    {
        var names = Of("await cpu.Isb(); await cpu.Isb();").Where(mutation => mutation.Operator == "delete")
            .Select(mutation => mutation.Name);

        Assert.Equal(
            [
                "engine/X.cs | M | delete | await cpu.Isb(); -> nothing", "engine/X.cs | M | delete | await cpu.Isb(); -> nothing (2)",
            ], names);
    }

    [Fact]
    public void Edits_keep_the_lines_that_follow()
    {
        var text = "one\ntwo\nthree\nfour";

        Assert.Equal("one\nX\n\nfour", Edit.Apply(text, [new Edit("f", 4, 9, "X")]));
        Assert.Equal("[(one)]\ntwo\nthree\nfour", Edit.Apply(
            text, [new Edit("f", 0, 0, "["), new Edit("f", 0, 0, "("), new Edit("f", 3, 0, ")"), new Edit("f", 3, 0, "]")]));
    }

    private static IReadOnlyList<Mutation> Of(string statement)
    {
        var text =
            "using Interlock.Sync; using Interlock.Sync.Stepping; class X { async Step M(Cpu cpu, bool a, bool b) { " + statement + " } }";
        return Mutations.Of(Room.Engine, new Compiler(Room.Engine, [new SourceFile("engine/X.cs", text)], AppContext.BaseDirectory));
    }
}
