using Interlock.Semantics.Reductions.Symmetries;

namespace Interlock.Isolation.Symmetries;

/// <summary>A symmetry whose renamings exchange pages, VMs and CPUs.</summary>
internal abstract class ExchangeSymmetry : Symmetry
{
    /// <summary>The exchange that a renaming makes.</summary>
    public abstract Exchange this[int renaming] { get; }
}
