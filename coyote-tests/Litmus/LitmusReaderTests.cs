using Interlock.Litmus;
using Interlock.Litmus.Formats;
using Xunit;

namespace Interlock.CoyoteTests.Litmus;

/// <summary>What cannot be read is refused, with its line.</summary>
public sealed class LitmusReaderTests
{
    private const string Header = "AArch64 T\n{\n0:X1=x;\n}\n P0 ;\n";

    [Theory]
    [InlineData(1, "architecture", "")]
    [InlineData(1, "tests of PPC cannot be read", "PPC T\n{\n}\n P0 ;\n li r1,1 ;\nexists (x=1)\n")]
    [InlineData(1, "no initial state", "AArch64 T\n P0 ;\n NOP ;\nexists (x=1)\n")]
    [InlineData(3, "cannot read '?'", "AArch64 T\n{\nx=?;\n}\n P0 ;\n NOP ;\nexists (x=1)\n")]
    [InlineData(6, "unknown instruction FROB", Header + " FROB W0 ;\nexists (x=1)\n")]
    [InlineData(7, "the operands of 'DMB FROB' are not known", Header + " NOP ;\n DMB FROB ;\nexists (x=1)\n")]
    [InlineData(6, "the operands of 'CSEL W0,W1' are not known", Header + " CSEL W0,W1 ;\nexists (x=1)\n")]
    [InlineData(3, "the variant vmsa is not modelled", "AArch64 T\n(* a comment *)\nVariant=vmsa\n{\n}\n P0 ;\n NOP ;\nexists (x=1)\n")]
    [InlineData(3, "words of 16 bytes", "AArch64 T\n{\n__int128 x;\n}\n P0 ;\n NOP ;\nexists (x=1)\n")]
    [InlineData(3, "v has 2 elements", "AArch64 T\n{\nint v[2]={1,2,3};\n}\n P0 ;\n NOP ;\nexists (x=1)\n")]
    [InlineData(7, "there is no v[2]", "AArch64 T\n{\nint v[2];\n}\n P0 ;\n NOP ;\nexists (v[2]=1)\n")]
    [InlineData(6, "it ends too early", Header + " LDR W0, ;\nexists (x=1)\n")]
    [InlineData(6, "there is no label L", Header + " CBZ W0,L ;\nexists (x=1)\n")]
    [InlineData(6, "more cells than there are threads", Header + " NOP | NOP ;\nexists (x=1)\n")]
    [InlineData(7, "there is no thread 3", Header + " NOP ;\nexists (3:X0=1)\n")]
    [InlineData(6, "cannot read '#99999999999999999999'", Header + " MOV X0,#99999999999999999999 ;\nexists (x=1)\n")]
    [InlineData(7, "cannot read", Header + " NOP ;\nexists (x=1 /\\ )\n")]
    public void A_file_that_cannot_be_read_is_refused_with_its_line(int line, string why, string file)
    {
        var refusal = Assert.Throws<LitmusFormatException>(() => LitmusReader.Read(file));

        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(line, refusal.Line);
        Assert.StartsWith($"line {line}: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_64_reads_can_be_in_use()
    {
        static string Of(int reads) => Header
            + string.Concat(Enumerable.Repeat(" LDR W0,[X1] ;\n EOR W2,W2,W0 ;\n", reads)) + "exists (0:X0=0)\n";

        Assert.True(LitmusSearch.Run(LitmusReader.Read(Of(64)), MemoryModel.Armv8).IsFound);
        var refusal = Assert.Throws<LitmusFormatException>(() => LitmusSearch.Run(LitmusReader.Read(Of(65)), MemoryModel.Armv8));
        Assert.Equal(6 + 128, refusal.Line);
        Assert.Contains("values of more than 64 reads", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loops_are_run_until_nothing_new_comes_of_them()
    {
        const string Retried = Header + " L: LDXR W2,[X1] ;\n ADD W2,W2,#1 ;\n STXR W4,W2,[X1] ;\n CBNZ W4,L ;\nforall (x=1)\n";
        var result = LitmusSearch.Run(LitmusReader.Read(Retried), MemoryModel.Armv8);
        Assert.Equal((true, false, "Always"), (result.IsFound, result.IsContradicted, result.Observation));

        var endless = LitmusReader.Read(Header + " NOP ;\n L: B L ;\nexists (x=1)\n");
        Assert.Equal(7, Assert.Throws<LitmusFormatException>(() => LitmusSearch.Run(endless, MemoryModel.Armv8)).Line);
    }

    [Fact]
    public void A_test_without_a_condition_asks_whether_it_can_end()
    {
        var result = LitmusSearch.Run(LitmusReader.Read(Header + " NOP ;\nlocations [0:X0;]\n"), MemoryModel.Armv8);

        Assert.Equal((true, false), (result.IsFound, result.IsContradicted));
    }

    [Theory]
    [InlineData("STR W2,[X1]", "2 bytes", false)] // 4 bytes of a declared 4
    [InlineData("STRB W2,[X1]", "1 bytes of x, which has 4", true)]
    [InlineData("STRH W2,[X1]", "2 bytes of x, which has 4", true)]
    public void Accesses_of_mixed_size_are_refused(string store, string why, bool isRefused)
    {
        var test = LitmusReader.Read($"AArch64 T\n{{\nint x; 0:X1=x;\n}}\n P0 ;\n LDR W0,[X1] ;\n {store} ;\nexists (0:X0=0)\n");
        var refusal = Record.Exception(() => LitmusSearch.Run(test, MemoryModel.Armv8));

        Assert.Equal(isRefused, refusal is LitmusFormatException { Line: 7 } named && named.Message.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public void An_address_without_a_location_is_refused_with_its_line()
    {
        var test = LitmusReader.Read(Header + " NOP ;\n LDR W0,[X2] ;\nexists (0:X0=0)\n");

        var refusal = Assert.Throws<LitmusFormatException>(() => LitmusSearch.Run(test, MemoryModel.Armv8));

        Assert.Equal(7, refusal.Line);
    }

    [Fact]
    public void Comments_labels_types_and_both_orders_of_quantifiers_are_read()
    {
        const string File = """
            AArch64 T
            "a comment"
            Variant=ets2
            { (* nothing *) int x = 1; uint64_t 0:X3 = 7; 0:X1=x; [y]=2; 1:X1=&y; }
             P0          | P1          ;
             L0:         | LDR W0,[X1] ;
             MOV W2,#0x2 |             ;
             STR W2,[X1] | B End       ;
                         | End:        ;
            locations [x; 0:X3;]
            ~exists (x=2 /\ not (1:X0=3) /\ (y=2 \/ y=1) /\ 0:X3=7 /\ 1:X0=2)
            """;

        var test = LitmusReader.Read(File);

        Assert.Equal("T", test.Name);
        Assert.Equal("ets2", Assert.Single(test.Variants));
        Assert.Equal(Quantifier.NotExists, test.Condition.Quantifier);
        Assert.True(LitmusSearch.Run(test, MemoryModel.Armv8).IsFound);
    }
}
