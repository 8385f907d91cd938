namespace Interlock.Engine.Stage2;

/// <summary>
/// The memory type and cacheability that stage 2 imposes: MemAttr[3:0], bits 5:2, as they are encoded without FEAT_S2FWB
/// (HCR_EL2.FWB = 0). The values are the field's (DDI 0487 D8.6).
/// </summary>
public enum MemoryType
{
    /// <summary>Device-nGnRE: a device that may acknowledge a write early.</summary>
    DeviceNGnRE = 0b0001,

    /// <summary>Normal memory, inner and outer non-cacheable.</summary>
    NormalNonCacheable = 0b0101,

    /// <summary>Normal memory, inner and outer write-back cacheable.</summary>
    NormalWriteBack = 0b1111,

    /// <summary>Any other encoding, meaningful or reserved: the engine never writes one. Not a value of the field.</summary>
    Other = -1,
}
