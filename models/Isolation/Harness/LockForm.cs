namespace Interlock.Isolation.Harness;

/// <summary>Which locks an engine is explored with.</summary>
public enum LockForm
{
    /// <summary>What the engine may rely on of a lock; the discipline is checked, and lock regions are merged.</summary>
    Specification,

    /// <summary>The ticket locks and the production mutex, every step of them.</summary>
    Shipped,

    /// <summary>As <see cref="Specification"/>, and nothing is merged.</summary>
    SpecificationUnmerged,
}
