namespace Interlock.Engine.Stage2;

/// <summary>What a descriptor is at its level (DDI 0487 D8.3.1).</summary>
public enum DescriptorKind
{
    /// <summary>Bit 0 is clear: nothing is mapped. Hardware ignores all other bits.</summary>
    Invalid,

    /// <summary>Bits 1:0 are 11 at level 0, 1 or 2: the address of a table of the next level.</summary>
    Table,

    /// <summary>Bits 1:0 are 01 at level 1 or 2: the address of contiguous memory as large as the entry's span.</summary>
    Block,

    /// <summary>Bits 1:0 are 11 at level 3: the address of a page.</summary>
    Page,

    /// <summary>Bits 1:0 are 01 at level 0 or 3: reserved, and treated by hardware as invalid.</summary>
    Reserved,
}
