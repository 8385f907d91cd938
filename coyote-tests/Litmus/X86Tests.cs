using Interlock.Litmus;
using Xunit;

namespace Interlock.CoyoteTests.Litmus;

/// <summary>
/// Tests of x86 come to what Owens, Sarkar and Sewell say of x86-TSO (TPHOLs 2009); n4b to n6 are theirs, the other names those of
/// "Herding Cats" (TOPLAS 2014).
/// </summary>
public sealed class X86Tests
{
    private static IReadOnlyList<ClassicalTest> All { get; } =
    [
        new("SB", "exists (0:EAX=0 /\\ 1:EAX=0)", false, true, "MOV [x],$1; MOV EAX,[y]", "MOV [y],$1; MOV EAX,[x]"),
        new("SB+mfences", "exists (0:EAX=0 /\\ 1:EAX=0)", false, false,
            "MOV [x],$1; MFENCE; MOV EAX,[y]", "MOV [y],$1; MFENCE; MOV EAX,[x]"),
        new("SB+mfence+po", "exists (0:EAX=0 /\\ 1:EAX=0)", false, true,
            "MOV [x],$1; MFENCE; MOV EAX,[y]", "MOV [y],$1; MOV EAX,[x]"),
        new("SB+xchgs", "exists (0:EAX=0 /\\ 1:EAX=0)", false, false,
            "MOV EBX,$1; XCHG [x],EBX; MOV EAX,[y]", "MOV EBX,$1; XCHG [y],EBX; MOV EAX,[x]"),
        new("SB+rfi-pos", "exists (0:EAX=1 /\\ 0:EBX=0 /\\ 1:EAX=1 /\\ 1:EBX=0)", false, true,
            "MOV [x],$1; MOV EAX,[x]; MOV EBX,[y]", "MOV [y],$1; MOV EAX,[y]; MOV EBX,[x]"),
        new("MP", "exists (1:EAX=1 /\\ 1:EBX=0)", false, false, "MOV [x],$1; MOV [y],$1", "MOV EAX,[y]; MOV EBX,[x]"),
        new("LB", "exists (0:EAX=1 /\\ 1:EAX=1)", false, false, "MOV EAX,[x]; MOV [y],$1", "MOV EAX,[y]; MOV [x],$1"),
        new("S", "exists (1:EAX=1 /\\ x=2)", false, false, "MOV [x],$2; MOV [y],$1", "MOV EAX,[y]; MOV [x],$1"),
        new("R", "exists (y=2 /\\ 1:EAX=0)", false, true, "MOV [x],$1; MOV [y],$1", "MOV [y],$2; MOV EAX,[x]"),
        new("R+po+mfence", "exists (y=2 /\\ 1:EAX=0)", false, false, "MOV [x],$1; MOV [y],$1", "MOV [y],$2; MFENCE; MOV EAX,[x]"),
        new("R+mfence+po", "exists (y=2 /\\ 1:EAX=0)", false, true, "MOV [x],$1; MFENCE; MOV [y],$1", "MOV [y],$2; MOV EAX,[x]"),
        new("2+2W", "exists (x=1 /\\ y=1)", false, false, "MOV [x],$1; MOV [y],$2", "MOV [y],$1; MOV [x],$2"),
        new("IRIW", "exists (2:EAX=1 /\\ 2:EBX=0 /\\ 3:EAX=1 /\\ 3:EBX=0)", false, false,
            "MOV [x],$1", "MOV [y],$1", "MOV EAX,[x]; MOV EBX,[y]", "MOV EAX,[y]; MOV EBX,[x]"),
        new("WRC", "exists (1:EAX=1 /\\ 2:EAX=1 /\\ 2:EBX=0)", false, false,
            "MOV [x],$1", "MOV EAX,[x]; MOV [y],$1", "MOV EAX,[y]; MOV EBX,[x]"),
        new("CoRR", "exists (1:EAX=1 /\\ 1:EBX=0)", false, false, "MOV [x],$1", "MOV EAX,[x]; MOV EBX,[x]"),
        new("n4b", "exists (0:EAX=2 /\\ 1:EBX=1)", false, false, "MOV EAX,[x]; MOV [x],$1", "MOV EBX,[x]; MOV [x],$2"),
        new("n5", "exists (0:EAX=2 /\\ 1:EBX=1)", false, false, "MOV [x],$1; MOV EAX,[x]", "MOV [x],$2; MOV EBX,[x]"),
        new("n6", "exists (0:EAX=1 /\\ 0:EBX=0 /\\ x=1)", false, true,
            "MOV [x],$1; MOV EAX,[x]; MOV EBX,[y]", "MOV [y],$2; MOV [x],$2"),
    ];

    public static TheoryData<string> Names => [.. All.Select(test => test.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Store_buffers_allow_what_the_literature_says(string name)
    {
        var test = All.Single(test => test.Name == name);

        var (weak, isWeaklyAllowed) = ClassicalTest.Search(test.X86(), MemoryModel.TotalStoreOrder);
        var (strong, isStronglyAllowed) = ClassicalTest.Search(test.X86(), MemoryModel.SequentialConsistency);

        Assert.Equal((test.UnderSc, test.UnderWeak), (isStronglyAllowed, isWeaklyAllowed));
        Assert.True(strong.States > 0 && weak.States >= strong.States);
    }
}
