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
    [InlineData(7, "unknown barrier NSH", Header + " NOP ;\n DMB NSH ;\nexists (x=1)\n")]
    [InlineData(6, "it ends too early", Header + " LDR W0, ;\nexists (x=1)\n")]
    [InlineData(6, "there is no label L", Header + " CBZ W0,L ;\nexists (x=1)\n")]
    [InlineData(7, "the branch to L goes backwards", Header + " L: NOP ;\n CBZ W0,L ;\nexists (x=1)\n")]
    [InlineData(6, "the branch to L goes backwards", Header + " L: B L ;\nexists (x=1)\n")]
    [InlineData(6, "more cells than there are threads", Header + " NOP | NOP ;\nexists (x=1)\n")]
    [InlineData(8, "no condition", Header + " NOP ;\n\n")]
    [InlineData(7, "cannot read", Header + " NOP ;\nexists (x=1 /\\ )\n")]
    public void A_file_that_cannot_be_read_is_refused_with_its_line(int line, string why, string file)
    {
        var refusal = Assert.Throws<LitmusFormatException>(() => LitmusReader.Read(file));

        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(line, refusal.Line);
        Assert.StartsWith($"line {line}: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thread_has_64_instructions_at_most()
    {
        static string Of(int instructions) =>
            Header + string.Concat(Enumerable.Repeat(" LDR W0,[X1] ;\n", instructions)) + "exists (0:X0=0)\n";

        Assert.True(LitmusSearch.Run(LitmusReader.Read(Of(64)), MemoryModel.Armv8).IsFound);
        var refusal = Assert.Throws<LitmusFormatException>(() => LitmusReader.Read(Of(65)));
        Assert.Equal(6 + 64, refusal.Line);
        Assert.Contains("more than 64 instructions", refusal.Message, StringComparison.Ordinal);
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
