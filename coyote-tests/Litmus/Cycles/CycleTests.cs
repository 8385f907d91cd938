using Interlock.Litmus;
using Interlock.Litmus.Cycles;
using Interlock.Litmus.Formats;
using Xunit;

namespace Interlock.CoyoteTests.Litmus.Cycles;

/// <summary>
/// Hundreds of classical tests, made from their names, come to the verdicts that others publish: Verdicts.tsv has per test the model, the
/// name, the verdict and whose it is.
/// </summary>
public sealed class CycleTests
{
    private static readonly IReadOnlyList<(string Model, string Name, string Verdict)> Verdicts =
        [.. File.ReadLines(Repo.PathOf("coyote-tests/Litmus/Cycles/Verdicts.tsv")).Skip(1).Select(line => line.Split('\t'))
            .Select(cells => (cells[0], cells[1], cells[2]))];

    [Fact]
    public void Armv8_allows_what_is_published() => Judge("aarch64", Architecture.AArch64, MemoryModel.Armv8, 480);

    [Fact]
    public void X86_allows_what_is_published() => Judge("tso", Architecture.X86, MemoryModel.TotalStoreOrder, 38);

    [Fact]
    public void Sequential_consistency_allows_no_cycle()
    {
        foreach (var (model, name, _) in Verdicts)
        {
            Assert.False(Run(name, model == "tso" ? Architecture.X86 : Architecture.AArch64, MemoryModel.SequentialConsistency).IsFound, name);
        }
    }

    [Theory]
    [InlineData("MP+dmb.sy")] // one edge for two
    [InlineData("MP+dmb.sy+addr+po")]
    [InlineData("SB+data+po")] // a data dependency from a write
    [InlineData("MP+pola+po")] // an acquiring write
    [InlineData("MP+frob+po")]
    [InlineData("XYZ")]
    [InlineData("MP+po-po+po")] // whether the access between reads or writes is not said
    public void What_is_no_name_makes_no_test(string name) => Assert.Null(CycleTest.Write(name, Architecture.AArch64));

    [Theory]
    [InlineData("SB+mfences", Architecture.AArch64)]
    [InlineData("MP+po+addr", Architecture.X86)]
    public void An_edge_of_another_architecture_makes_no_test(string name, Architecture architecture) =>
        Assert.Null(CycleTest.Write(name, architecture));

    [Fact]
    public void A_test_is_written_as_its_name_says() => Assert.Equal(
        """
        AArch64 MP+dmb.sy+addr
        {
        0:X20=x; 0:X21=y;
        1:X20=x; 1:X21=y;
        }
         P0 | P1 ;
         MOV W8,#1 | LDR W0,[X21] ;
         STR W8,[X20] | EOR W15,W0,W0 ;
         DMB SY | LDR W1,[X20,W15,SXTW] ;
         MOV W9,#1 |  ;
         STR W9,[X21] |  ;
        exists (1:X0=1 /\ 1:X1=0)

        """,
        CycleTest.Write("MP+dmb.sy+addr", Architecture.AArch64));

    private static void Judge(string model, Architecture architecture, MemoryModel memory, int atLeast)
    {
        var own = Verdicts.Where(verdict => verdict.Model == model).ToList();
        var wrong = own.Where(verdict =>
            Run(verdict.Name, architecture, memory).IsFound != (verdict.Verdict == "Allowed")).Select(verdict => verdict.Name).ToList();

        Assert.Empty(wrong);
        Assert.True(own.Count >= atLeast, $"{own.Count} tests");
        Assert.Contains(own, verdict => verdict.Verdict == "Allowed");
        Assert.Contains(own, verdict => verdict.Verdict == "Forbidden");
    }

    private static LitmusResult Run(string name, Architecture architecture, MemoryModel memory) => LitmusSearch.Run(
        LitmusReader.Read(CycleTest.Write(name, architecture) ?? throw new InvalidOperationException($"{name} is not known.")), memory);
}
