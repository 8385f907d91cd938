namespace Interlock.Engine.Stage2;

/// <summary>Which observers see the same memory: SH[1:0], bits 9:8. The values are the field's (DDI 0487 D8.6).</summary>
public enum Shareability
{
    /// <summary>This processing element.</summary>
    NonShareable = 0b00,

    /// <summary>No shareability: the encoding is reserved, and the engine never writes it.</summary>
    Reserved = 0b01,

    /// <summary>The outer shareable domain.</summary>
    OuterShareable = 0b10,

    /// <summary>The inner shareable domain: every CPU that runs the engine.</summary>
    InnerShareable = 0b11,
}
