using System.Runtime.CompilerServices;
using Interlock.Explorer.Search;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>What a step throws is said to be thrown where the step is, whatever the just-in-time compiler makes of what it calls.</summary>
public sealed class FaultPlaceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_place_is_the_steps_own(bool isInlined)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, cpu => isInlined ? Inlined(cpu, word) : Called(cpu, word));

        var message = new Exploration(program.AsSystem()).Run().Violation!.Message;

        var line = LineOf(isInlined ? "PartInlined(" + "await" : "PartCalled(" + "await");
        Assert.EndsWith($"no ({new Site("coyote-tests/Models/FaultPlaceTests.cs", line)})", message, StringComparison.Ordinal);
    }

    private static async Step Inlined(Cpu cpu, Address word) => PartInlined(await cpu.Load(word));

    private static async Step Called(Cpu cpu, Address word) => PartCalled(await cpu.Load(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PartInlined(ulong value) => _ = value == 0 ? throw new InvalidOperationException("no") : value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PartCalled(ulong value) => _ = value == 0 ? throw new InvalidOperationException("no") : value;

    private static int LineOf(string text) =>
        Array.FindIndex(
            File.ReadAllLines(Repo.PathOf("coyote-tests", "Models", "FaultPlaceTests.cs")),
            line => line.Contains(text, StringComparison.Ordinal)) + 1;
}
