namespace Interlock.CoyoteTests.Litmus;

/// <summary>
/// Classical tests of AArch64. Shapes and names are those of Alglave, Maranget and Tautschnig, "Herding Cats" (TOPLAS 2014); verdicts are
/// those of the multi-copy atomic Armv8 of Pulte, Flur, Deacon, French, Sarkar and Sewell (POPL 2018).
/// </summary>
internal static class Armv8Classics
{
    private const string WriteX = "STR W9,[X1]";
    private const string WriteY = "STR W9,[X3]";
    private const string Both = "; DMB SY; ";
    private const string Loads = "; DMB LD; ";
    private const string Stores = "; DMB ST; ";
    private const string None = "; ";

    // From what was read into W0 to what follows, through a value that is always zero.
    private const string Zero = "; EOR W2,W0,W0; ";
    private const string Control = "; CBNZ W0,L; L: ";
    private const string ControlIsb = "; CBNZ W0,L; L: ISB; ";

    public static IReadOnlyList<ClassicalTest> All { get; } =
    [
        .. StoreBuffering(), .. MessagePassing(), .. LoadBuffering(), .. WritesThatOvertake(), .. ThreeThreads(), .. Coherence(),
        .. Atomics(),
    ];

    private static IEnumerable<ClassicalTest> StoreBuffering()
    {
        ClassicalTest Sb(string name, bool weak, string store, string fence, string load) => new(
            name, "exists (0:X0=0 /\\ 1:X0=0)", false, weak, $"{store} W9,[X1]{fence}{load} W0,[X3]",
            $"{store} W9,[X3]{fence}{load} W0,[X1]");
        yield return Sb("SB", true, "STR", None, "LDR");
        yield return Sb("SB+dmb.sys", false, "STR", Both, "LDR");
        yield return Sb("SB+dmb.lds", true, "STR", Loads, "LDR");
        yield return Sb("SB+dmb.sts", true, "STR", Stores, "LDR");
        yield return Sb("SB+rel-acqs", false, "STLR", None, "LDAR");
        yield return Sb("SB+rel-acqpcs", true, "STLR", None, "LDAPR");
        yield return Sb("SB+rel-pos", true, "STLR", None, "LDR");
        yield return Sb("SB+swps", true, "SWP W8,", None, "LDR");
        yield return Sb("SB+swpals", false, "SWPAL W8,", None, "LDR");
    }

    private static IEnumerable<ClassicalTest> MessagePassing()
    {
        ClassicalTest Mp(string name, bool weak, string writes, string reads) =>
            new(name, "exists (1:X0=1 /\\ 1:X4=0)", false, weak, writes, reads);
        const string Plain = "LDR W0,[X3]; LDR W4,[X1]";
        const string Address = "LDR W0,[X3]" + Zero + "LDR W4,[X1,W2,SXTW]";
        yield return Mp("MP", true, WriteX + None + WriteY, Plain);
        yield return Mp("MP+dmb.sys", false, WriteX + Both + WriteY, "LDR W0,[X3]" + Both + "LDR W4,[X1]");
        yield return Mp("MP+dmb.st+dmb.ld", false, WriteX + Stores + WriteY, "LDR W0,[X3]" + Loads + "LDR W4,[X1]");
        yield return Mp("MP+dmb.ld+dmb.ld", true, WriteX + Loads + WriteY, "LDR W0,[X3]" + Loads + "LDR W4,[X1]");
        yield return Mp("MP+dmb.st+dmb.st", true, WriteX + Stores + WriteY, "LDR W0,[X3]" + Stores + "LDR W4,[X1]");
        yield return Mp("MP+dmb.sy+po", true, WriteX + Both + WriteY, Plain);
        yield return Mp("MP+po+dmb.sy", true, WriteX + None + WriteY, "LDR W0,[X3]" + Both + "LDR W4,[X1]");
        yield return Mp("MP+dmb.sy+addr", false, WriteX + Both + WriteY, Address);
        yield return Mp("MP+dmb.sy+ctrl", true, WriteX + Both + WriteY, "LDR W0,[X3]" + Control + "LDR W4,[X1]");
        yield return Mp("MP+dmb.sy+ctrlisb", false, WriteX + Both + WriteY, "LDR W0,[X3]" + ControlIsb + "LDR W4,[X1]");
        yield return Mp("MP+dmb.sy+isb", true, WriteX + Both + WriteY, "LDR W0,[X3]; ISB; LDR W4,[X1]");
        yield return Mp("MP+rel+acq", false, WriteX + "; STLR W9,[X3]", "LDAR W0,[X3]; LDR W4,[X1]");
        yield return Mp("MP+rel+acqpc", false, WriteX + "; STLR W9,[X3]", "LDAPR W0,[X3]; LDR W4,[X1]");
        yield return Mp("MP+rel+po", true, WriteX + "; STLR W9,[X3]", Plain);
        yield return Mp("MP+po+acq", true, WriteX + None + WriteY, "LDAR W0,[X3]; LDR W4,[X1]");
        yield return Mp("MP+rel+addr", false, WriteX + "; STLR W9,[X3]", Address);
        yield return Mp("PPOCA", true, WriteX + Both + WriteY,
            "LDR W0,[X3]" + Control + "STR W9,[X5]; LDR W6,[X5]; EOR W7,W6,W6; LDR W4,[X1,W7,SXTW]");
        yield return Mp("PPOAA", false, WriteX + Both + WriteY,
            "LDR W0,[X3]" + Zero + "STR W9,[X5,W2,SXTW]; LDR W6,[X5]; EOR W7,W6,W6; LDR W4,[X1,W7,SXTW]");
    }

    private static IEnumerable<ClassicalTest> LoadBuffering()
    {
        ClassicalTest Lb(string name, bool weak, string between) => new(
            name, "exists (0:X0=1 /\\ 1:X0=1)", false, weak, $"LDR W0,[X1]{between} W9,[X3]", $"LDR W0,[X3]{between} W9,[X1]");
        yield return Lb("LB", true, "; STR") with { NeedsLoadBuffering = true };
        yield return Lb("LB+dmb.sys", false, "; DMB SY; STR");
        yield return Lb("LB+dmb.lds", false, "; DMB LD; STR");
        yield return Lb("LB+dmb.sts", true, "; DMB ST; STR") with { NeedsLoadBuffering = true };
        yield return Lb("LB+rels", false, "; STLR");
        yield return Lb("LB+ctrls", false, Control + "STR");
        yield return Lb("LB+datas", false, "; EOR W2,W0,W0; ADD W9,W2,#1; STR");
    }

    private static IEnumerable<ClassicalTest> WritesThatOvertake()
    {
        ClassicalTest S(string name, bool weak, string between, string then) => new(
            name, "exists (1:X0=1 /\\ x=2)", false, weak, $"STR W8,[X1]{between}{WriteY}", $"LDR W0,[X3]{then}");
        yield return S("S", true, None, None + WriteX);
        yield return S("S+dmb.sy+po", true, Both, None + WriteX);
        yield return S("S+po+data", true, None, Zero + "ADD W2,W2,#1; STR W2,[X1]");
        yield return S("S+dmb.sy+data", false, Both, Zero + "ADD W2,W2,#1; STR W2,[X1]");
        yield return S("S+dmb.sy+addr", false, Both, Zero + "STR W9,[X1,W2,SXTW]");
        yield return S("S+dmb.sy+ctrl", false, Both, Control + WriteX);
        ClassicalTest R(string name, bool weak, string first, string second) => new(
            name, "exists (y=2 /\\ 1:X0=0)", false, weak, WriteX + first + WriteY, $"STR W8,[X3]{second}LDR W0,[X1]");
        yield return R("R", true, None, None);
        yield return R("R+dmb.sys", false, Both, Both);
        yield return R("R+dmb.st+dmb.sy", false, Stores, Both);
        yield return R("R+dmb.sy+dmb.st", true, Both, Stores);
        ClassicalTest Two(string name, bool weak, string first, string second) => new(
            name, "exists (x=1 /\\ y=1)", false, weak, $"{WriteX}{first} W8,[X3]", $"{WriteY}{second} W8,[X1]");
        yield return Two("2+2W", true, "; STR", "; STR");
        yield return Two("2+2W+dmb.sts", false, "; DMB ST; STR", "; DMB ST; STR");
        yield return Two("2+2W+dmb.st+po", true, "; DMB ST; STR", "; STR");
        yield return Two("2+2W+rels", false, "; STLR", "; STLR");
    }

    private static IEnumerable<ClassicalTest> ThreeThreads()
    {
        ClassicalTest Iriw(string name, bool weak, string load, string between, string place) => new(
            name, "exists (2:X0=1 /\\ 2:X4=0 /\\ 3:X0=1 /\\ 3:X4=0)", false, weak, WriteX, WriteY,
            $"{load} W0,[X1]{between}{load} W4,[X3{place}]", $"{load} W0,[X3]{between}{load} W4,[X1{place}]");
        yield return Iriw("IRIW", true, "LDR", None, string.Empty);
        yield return Iriw("IRIW+addrs", false, "LDR", Zero, ",W2,SXTW");
        yield return Iriw("IRIW+dmb.lds", false, "LDR", Loads, string.Empty);
        yield return Iriw("IRIW+acqs", false, "LDAR", None, string.Empty);
        ClassicalTest Wrc(string name, bool weak, string write, string read) => new(
            name, "exists (1:X0=1 /\\ 2:X0=1 /\\ 2:X4=0)", false, weak, WriteX, $"LDR W0,[X1]{write}", $"LDR W0,[X3]{read}");
        const string Data = Zero + "ADD W2,W2,#1; STR W2,[X3]";
        yield return Wrc("WRC", true, None + WriteY, "; LDR W4,[X1]");
        yield return Wrc("WRC+data+addr", false, Data, Zero + "LDR W4,[X1,W2,SXTW]");
        yield return Wrc("WRC+po+addr", true, None + WriteY, Zero + "LDR W4,[X1,W2,SXTW]");
        yield return Wrc("WRC+data+po", true, Data, "; LDR W4,[X1]");
        yield return new ClassicalTest(
            "ISA2+dmb.sy+data+addr", "exists (1:X0=1 /\\ 2:X0=1 /\\ 2:X4=0)", false, false, WriteX + Both + WriteY,
            "LDR W0,[X3]" + Zero + "ADD W2,W2,#1; STR W2,[X5]", "LDR W0,[X5]" + Zero + "LDR W4,[X1,W2,SXTW]");
        ClassicalTest Rwc(string name, bool weak, string fence) => new(
            name, "exists (1:X0=1 /\\ 1:X4=0 /\\ 2:X0=0)", false, weak,
            WriteX, "LDR W0,[X1]" + Zero + "LDR W4,[X3,W2,SXTW]", WriteY + fence + "LDR W0,[X1]");
        yield return Rwc("RWC+addr+po", true, None);
        yield return Rwc("RWC+addr+dmb.sy", false, Both);
    }

    private static IEnumerable<ClassicalTest> Coherence()
    {
        yield return new ClassicalTest("CoRR", "exists (1:X0=1 /\\ 1:X4=0)", false, false, WriteX, "LDR W0,[X1]; LDR W4,[X1]");
        yield return new ClassicalTest("CoWW", "exists (x=1)", false, false, "STR W9,[X1]; STR W8,[X1]");
        yield return new ClassicalTest("CoRW1", "exists (0:X0=1)", false, false, "LDR W0,[X1]; STR W9,[X1]");
        yield return new ClassicalTest("CoRW2", "exists (0:X0=1 /\\ x=1)", false, false, "LDR W0,[X1]; STR W8,[X1]", WriteX);
        yield return new ClassicalTest("CoWR0", "exists (0:X0=0)", false, false, "STR W9,[X1]; LDR W0,[X1]");
        yield return new ClassicalTest(
            "CoWR", "exists (0:X0=2 /\\ x=1)", false, false, "STR W9,[X1]; LDR W0,[X1]", "STR W8,[X1]");
    }

    private static IEnumerable<ClassicalTest> Atomics()
    {
        const string Increment = "LDXR W0,[X1]; ADD W2,W0,#1; STXR W4,W2,[X1]";
        yield return new ClassicalTest(
            "exclusives-lose-no-update", "exists (0:X4=0 /\\ 1:X4=0 /\\ x=1)", false, false, Increment, Increment);
        yield return new ClassicalTest("exclusives-succeed", "exists (0:X4=0 /\\ 1:X4=0 /\\ x=2)", true, true, Increment, Increment);
        yield return new ClassicalTest("exclusives-fail", "exists (0:X4=1)", true, true, Increment);
        yield return new ClassicalTest("ldadd-loses-no-update", "exists (x=1)", false, false, "LDADD W9,W0,[X1]", "LDADD W9,W0,[X1]");
        yield return new ClassicalTest("stadd-loses-no-update", "exists (x=1)", false, false, "STADD W9,[X1]", "STADD W9,[X1]");
        yield return new ClassicalTest(
            "cas-once", "exists (0:X0=0 /\\ 1:X0=0)", false, false, "MOV W0,#0; CAS W0,W9,[X1]", "MOV W0,#0; CAS W0,W9,[X1]");
        yield return new ClassicalTest("ldset-ldclr", "forall (x=0 \\/ x=1)", false, false, "LDSET W9,W0,[X1]", "LDCLR W9,W0,[X1]");
        yield return new ClassicalTest(
            "MP+swpl+ldadda", "exists (1:X0=1 /\\ 1:X4=0)", false, false,
            "STR W9,[X1]; SWPL W9,W2,[X3]", "MOV W6,#0; LDADDA W6,W0,[X3]; LDR W4,[X1]");
        yield return new ClassicalTest(
            "MP+swp+ldadda", "exists (1:X0=1 /\\ 1:X4=0)", false, true,
            "STR W9,[X1]; SWP W9,W2,[X3]", "MOV W6,#0; LDADDA W6,W0,[X3]; LDR W4,[X1]");
    }
}
