using Interlock.Litmus;
using Interlock.Litmus.Formats;
using Xunit;

namespace Interlock.CoyoteTests.Litmus;

/// <summary>Instructions without memory come to what the Arm and x86 manuals say, on one thread: the condition must hold of the only end.</summary>
public sealed class CalculationTests
{
    [Theory]
    [InlineData("MOVZ X0,#42,LSL #32", "0:X0=0x2A00000000")]
    [InlineData("MOV X0,#0x10000; MOVK X0,#1", "0:X0=0x10001")]
    [InlineData("MOV X0,#-1; MOV W0,W0", "0:X0=0xFFFFFFFF")]
    [InlineData("MOV X0,#-1; ADD W0,W0,#1", "0:X0=0")]
    [InlineData("MVN W0,WZR", "0:X0=0xFFFFFFFF")]
    [InlineData("MOV X0,#-256; ASR X0,X0,#2", "0:X0=-64")]
    [InlineData("MOV X1,#0xFF; ORR W0,WZR,W1,ROR 4", "0:X0=0xF000000F")]
    [InlineData("MOV W1,#255; MOV X2,#2; ADD X0,X2,W1,SXTB 2", "0:X0=-2")]
    [InlineData("MOV X1,#0xFE; UBFM X0,X1,#4,#2", "0:X0=0x6000000000000000")]
    [InlineData("MOV X1,#0xFE; SBFM X0,X1,#4,#2", "0:X0=0xE000000000000000")]
    [InlineData("MOV X1,#0x87654321; REV W0,W1", "0:X0=0x21436587")]
    [InlineData("MOV X1,#0x87654321; REV16 W0,W1", "0:X0=0x65872143")]
    [InlineData("MOV X1,#2; MOV X2,#3; MOV X3,#5; MADD X0,X1,X2,X3", "0:X0=11")]
    [InlineData("MOV X1,#-3; MOV X2,#2; MNEG X0,X1,X2", "0:X0=6")]
    [InlineData("MOV W1,#-3; MOV W2,#2; SMULL X0,W1,W2", "0:X0=-6")]
    [InlineData("MOV X1,#-5; ABS X0,X1", "0:X0=5")]
    [InlineData("MOV X1,#2; CMP X1,#3; CSET W0,LO; CSET W2,MI; CSET W3,LT", "0:X0=1 /\\ 0:X2=1 /\\ 0:X3=1")]
    [InlineData("MOV X1,#2; SUBS X0,X1,#2; CSET W2,EQ; CSET W3,CS; CSET W4,VS", "0:X0=0 /\\ 0:X2=1 /\\ 0:X3=1 /\\ 0:X4=0")]
    [InlineData("MOV W1,#0x7FFFFFFF; ADDS W0,W1,W1; CSET W2,VS; CSET W3,MI; CSET W4,CS", "0:X2=1 /\\ 0:X3=1 /\\ 0:X4=0")]
    [InlineData("MOV X1,#1; CMP X1,X1; CSINC X0,X1,X1,NE; CSINV X2,X1,X1,NE; CSNEG X3,X1,X1,NE", "0:X0=2 /\\ 0:X2=-2 /\\ 0:X3=-1")]
    [InlineData("CMP W1,#0; MRS X0,NZCV; LSR X0,X0,28", "0:X0=6")]
    [InlineData("MOV X1,#4; TBNZ X1,#2,L; MOV X0,#1; L: NOP", "0:X0=0")]
    [InlineData("MOV X1,#4; TBZ X1,#1,L; MOV X0,#1; L: NOP", "0:X0=0")]
    [InlineData("MOV W0,#4; BL F; BL F; B E; F: ADD W0,W0,#1; RET; E: NOP", "0:X0=6")]
    [InlineData("ADR X1,F; BLR X1; B E; F: MOV W0,#7; RET; E: NOP", "0:X0=7")]
    [InlineData("B .+8; MOV W0,#1; ADD W0,W0,#1", "0:X0=1")]
    [InlineData("MOV W0,#3; L: ADD W1,W1,#2; SUBS W0,W0,#1; B.GT L", "0:X1=6")]
    public void AArch64_calculates_as_its_manual_says(string code, string ends) => Check("AArch64", "uint64_t 0:X0; uint64_t 0:X2;", code, ends);

    [Theory]
    [InlineData("mov %eax,%ebx", "0:RBX=5")]
    [InlineData("MOV EBX,EAX", "0:EBX=5")]
    [InlineData("shl 2,%eax", "0:rax=20")]
    [InlineData("cmp $5,%eax; je L; movl $1,%ebx; L: nop", "0:RBX=0")]
    [InlineData("cmp $6,%eax; jl L; movl $1,%ebx; L: nop", "0:RBX=0")]
    [InlineData("movl $7,(x); addl $1,(x); movl (x),%ebx", "0:RBX=8 /\\ x=8")]
    [InlineData("movl $5,(x); movl $9,%ebx; lock cmpxchg %ebx,(x); je L; movl $1,%ecx; L: nop", "x=9 /\\ 0:RCX=0")]
    [InlineData("movl $4,(x); movl $9,%ebx; lock cmpxchg %ebx,(x); je L; movl $1,%ecx; L: nop", "x=4 /\\ 0:RCX=1 /\\ 0:RAX=4")]
    [InlineData("movl $4,(x); lock xaddl %eax,(x)", "x=9 /\\ 0:EAX=4")]
    public void X86_calculates_as_its_manual_says(string code, string ends) => Check("X86_64", "0:RAX=5;", code, ends);

    private static void Check(string architecture, string initial, string code, string ends)
    {
        var file = $"{architecture} T\n{{ {initial} }}\n P0 ;\n {code.Replace(";", " ;\n", StringComparison.Ordinal)} ;\nforall ({ends})\n";
        foreach (var memory in Enum.GetValues<MemoryModel>())
        {
            var result = LitmusSearch.Run(LitmusReader.Read(file), memory);
            Assert.Equal((true, false), (result.IsFound, result.IsContradicted));
        }
    }
}
