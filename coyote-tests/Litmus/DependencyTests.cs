using Interlock.Litmus;
using Interlock.Litmus.Formats;
using Xunit;

namespace Interlock.CoyoteTests.Litmus;

/// <summary>
/// What conditional selects, compare-and-swaps and exclusives hand on of dependencies, and what an atomic without a result orders: each rule
/// of the Arm model (herd's aarch64.cat: pick-ordered-before, atomic-ordered-before, NoRet) allows one test and forbids its neighbour.
/// </summary>
public sealed class DependencyTests
{
    private const string Zero = "EOR W2,W0,W0; ";

    [Theory]
    [InlineData("a select hands its condition on to writes", "S", false, "LDR W0,[X3]; CMP W0,#1; CSEL W2,W9,W9,EQ; STR W2,[X1]")]
    [InlineData("and to no address of a read", "MP", true, "LDR W0,[X3]; CMP W0,#1; CSEL W2,WZR,WZR,EQ; LDR W4,[X1,W2,SXTW]")]
    [InlineData("also through memory", "S", false,
        "LDR W0,[X3]; CMP W0,#1; CSEL W2,W10,W11,EQ; STR W2,[X5]; LDR W6,[X5]; EOR W7,W6,W6; ADD W7,W7,#1; STR W7,[X1]")]
    [InlineData("but not where a constant is written", "S", true, "LDR W0,[X3]; STR W9,[X5]; LDR W6,[X5]; EOR W7,W6,W6; ADD W7,W7,#1; STR W7,[X1]")]
    [InlineData("a branch on it with ISB binds reads", "MP", false,
        "LDR W0,[X3]; CMP W0,#1; CSEL W2,W10,W11,EQ; STR W2,[X5]; LDR W6,[X5]; CBNZ W6,L; L: ISB; LDR W4,[X1]")]
    [InlineData("a branch on it without binds none", "MP", true,
        "LDR W0,[X3]; CMP W0,#1; CSEL W2,W10,W11,EQ; STR W2,[X5]; LDR W6,[X5]; CBNZ W6,L; L: LDR W4,[X1]")]
    [InlineData("what CAS holds after success is what was expected", "MP", true,
        "MOV W0,#1; CAS W0,WZR,[X3]; " + Zero + "LDR W4,[X1,W2,SXTW]")]
    [InlineData("what SWP holds was read", "MP", false, "SWP WZR,W0,[X3]; " + Zero + "LDR W4,[X1,W2,SXTW]")]
    [InlineData("success of CAS is picked by its read, for writes", "S", false,
        "MOV W0,#1; CAS W0,WZR,[X3]; " + Zero + "ADD W2,W2,#1; STR W2,[X1]")]
    [InlineData("CAS that acquires", "MP", false, "MOV W0,#1; CASA W0,WZR,[X3]; LDR W4,[X1]")]
    [InlineData("LDADD that acquires", "MP", false, "LDADDA WZR,W0,[X3]; LDR W4,[X1]")]
    [InlineData("DMB LD orders a read with a result", "MP", false, "SWP WZR,W0,[X3]; DMB LD; LDR W4,[X1]")]
    public void A_dependency_binds_what_it_should(string rule, string shape, bool isAllowed, string code) =>
        Assert.True(isAllowed == Found(shape, code), rule);

    [Theory]
    [InlineData("CASA W0,W7,[X3]", false)]
    [InlineData("CASA WZR,W7,[X3]", true)]
    [InlineData("SWPA W7,W0,[X3]", false)]
    [InlineData("SWPA W7,WZR,[X3]", true)]
    [InlineData("LDADDAL W7,W0,[X3]", false)]
    [InlineData("LDADDAL W7,WZR,[X3]", true)]
    public void An_atomic_without_a_result_does_not_acquire(string atomic, bool isAllowed)
    {
        // y ends as 1 if the atomic comes after the release that made it 0.
        var file = $$"""
            AArch64 T
            { y=2; 0:X1=x; 0:X3=y; 0:X9=1; 1:X1=x; 1:X3=y; 1:X7=1; }
             P0            | P1          ;
             STR W9,[X1]   | {{atomic}}  ;
             STLR WZR,[X3] | LDR W4,[X1] ;
            exists (y=1 /\ 1:X4=0)
            """;

        Assert.Equal(isAllowed, LitmusSearch.Run(LitmusReader.Read(file), MemoryModel.Armv8).IsFound);
    }

    // A write of x before a release of y, and a thread that reads y into W0 first: MP reads x after that, S writes it.
    private static bool Found(string shape, string code)
    {
        var question = shape == "MP" ? "exists (1:X0=1 /\\ 1:X4=0)" : "exists (1:X0=1 /\\ x=2)";
        var first = shape == "MP" ? "STR W9,[X1]; STLR W9,[X3]" : "STR W8,[X1]; STLR W9,[X3]";
        return ClassicalTest.Search(new ClassicalTest("T", question, false, false, first, code).AArch64(), MemoryModel.Armv8).Result.IsFound;
    }
}
