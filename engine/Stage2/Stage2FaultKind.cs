namespace Interlock.Engine.Stage2;

/// <summary>Why a walk ends without a translation.</summary>
public enum Stage2FaultKind
{
    /// <summary>The IPA is out of range, or the entry is invalid or reserved.</summary>
    Translation,

    /// <summary>The root, the next table or the output is beyond physical addresses (VTCR_EL2.PS).</summary>
    AddressSize,

    /// <summary>The leaf's access flag is clear.</summary>
    AccessFlag,

    /// <summary>The leaf does not permit the access.</summary>
    Permission,
}
