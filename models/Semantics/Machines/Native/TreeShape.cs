using System.Numerics;
using Interlock.Semantics.Machines.StageTwo;

namespace Interlock.Semantics.Machines.Native;

/// <summary>The shape of one regime's table trees, in shifts.</summary>
internal readonly struct TreeShape(int levels, int entries)
{
    private readonly int indexBits = BitOperations.Log2((uint)entries);

    public int LastLevel { get; } = levels - 1;

    /// <summary>The trees of guests, or those under VMID 0 if the host's have a shape of their own.</summary>
    public static TreeShape Of(PageLayout layout, ulong vmid) =>
        new(vmid == 0 && layout.HostLevels > 0 ? layout.HostLevels : layout.Levels, layout.Entries);

    public bool Contains(ulong ipaPage) => ipaPage >> ((LastLevel + 1) * indexBits) == 0;

    /// <summary>The logarithm of how many IPA pages an entry of a level translates.</summary>
    public int SpanBits(int level) => (LastLevel - level) * indexBits;

    public int IndexOf(ulong ipaPage, int level) => (int)(ipaPage >> SpanBits(level)) & ((1 << indexBits) - 1);
}
