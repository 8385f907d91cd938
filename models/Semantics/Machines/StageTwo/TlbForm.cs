namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>The forms in which a translation, or a part of one, may be cached (Arm ARM D8.16).</summary>
public enum TlbForm
{
    /// <summary>A table descriptor on the way: a partial walk.</summary>
    Walk,

    /// <summary>From IPA to physical address.</summary>
    Stage2,

    /// <summary>Stages 1 and 2 in one: no invalidation by IPA finds it.</summary>
    Combined,
}
