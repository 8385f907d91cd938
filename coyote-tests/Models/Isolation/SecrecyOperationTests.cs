using Interlock.Catalogue;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>An engine without one of the operations that keep secrets is found out; without one that is there twice, it is not.</summary>
public sealed class SecrecyOperationTests
{
    [Theory]
    [InlineData("switch-flush", "engine/Vcpus/RunVcpu.cs", "cpu.Tlbi(TlbiKind.Alle1)", "confidentiality")]
    [InlineData("switch-flush", "engine/Vcpus/RunVcpu.cs", "cpu.Dsb(DsbKind.Nsh)", "confidentiality")]
    [InlineData("switch-flush", "engine/Vcpus/RunVcpu.cs", "cpu.FlushCaches()", "confidentiality")]
    [InlineData("secret-calls", "engine/Vcpus/Registers.cs", "cpu.Store(map.Register(cpu.Index, register), 0)", "confidentiality")]
    [InlineData("secret-calls", "engine/Vcpus/Registers.cs", "cpu.Store(map.Context(vm, vcpu, register), 0)", "confidentiality")]
    [InlineData("secret-exits", "engine/Vcpus/Registers.cs", "cpu.Store(map.Register(cpu.Index, register), await", "guest-context")]
    [InlineData("secret-exits", "engine/Vcpus/Registers.cs", "cpu.Store(ContextOf(loaded, register), await", "guest-context")]
    public void An_engine_without_one_operation_is_found_out(string scenario, string file, string operation, string property)
    {
        var report = Explore(scenario, $"without:{file}:{LineOf(file, operation)}");

        Assert.Equal((Verdict.Violated, property), (report.Verdict, report.Violation?.Property));
    }

    [Theory]
    [InlineData(0, Verdict.Violated)]
    [InlineData(1, Verdict.Verified)]
    public void The_flush_is_what_hides_the_guest_from_a_clock(int flush, Verdict verdict)
    {
        var scenario = ScenarioList.Find("switch-flush");
        var sizes = new Sizes(scenario, new Dictionary<string, int> { ["flush"] = flush });

        Assert.Equal(verdict, new Exploration(scenario.Build(sizes)).Run().Verdict);
    }

    private static Report Explore(string name, string variant)
    {
        var scenario = ScenarioList.Find(name);
        return new Exploration(scenario.Build(new Sizes(scenario), variant)).Run();
    }

    private static int LineOf(string file, string operation) =>
        Array.FindIndex(File.ReadAllLines(Repo.PathOf(file)), line => line.Contains(operation, StringComparison.Ordinal)) + 1;
}
