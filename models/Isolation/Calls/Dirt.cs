using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;

namespace Interlock.Isolation.Calls;

/// <summary>Content of a page that an engine must clear before another owner sees it.</summary>
public static class Dirt
{
    /// <summary>
    /// What the host and guests write to the last word of a page, and what is there at boot: a descriptor that maps the root of the
    /// host's tables, so that whoever takes it for a table's gives the engine away. It names no page that could have another name.
    /// </summary>
    public static ulong Of(MemoryMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return Descriptor.Leaf(new Geometry(1, 2), Level.Last, map.Host.Root, LeafAttributes.OwnedMemory).Bits;
    }
}
