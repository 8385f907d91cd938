namespace Interlock.Semantics.Transitions;

/// <summary>The kinds of things that violations are about.</summary>
public enum ConcernKind
{
    /// <summary>A page of physical memory.</summary>
    Page,

    /// <summary>A virtual machine.</summary>
    Vm,

    /// <summary>The allocation of VMIDs.</summary>
    Vmids,

    /// <summary>A value, in whichever words it is.</summary>
    Value,
}

/// <summary>A thing that a violation is about.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Number">The number of the page or of the virtual machine, or the value; zero for VMIDs.</param>
public readonly record struct Concern(ConcernKind Kind, ulong Number)
{
    /// <summary>The allocation of VMIDs.</summary>
    public static Concern Vmids => new(ConcernKind.Vmids, 0);

    /// <summary>A page of physical memory.</summary>
    public static Concern Page(int page) => new(ConcernKind.Page, (ulong)page);

    /// <summary>A virtual machine.</summary>
    public static Concern Vm(int vm) => new(ConcernKind.Vm, (ulong)vm);

    /// <summary>A value.</summary>
    public static Concern Value(ulong value) => new(ConcernKind.Value, value);
}
