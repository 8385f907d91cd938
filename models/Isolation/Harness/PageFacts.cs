using Interlock.Engine.Platform;
using Interlock.Isolation.Monitors;
using Interlock.Semantics.Programs;

namespace Interlock.Isolation.Harness;

/// <summary>Whose a page is and whom it is lent to, by the host's entry of it.</summary>
internal sealed class PageFacts(MemoryMap map)
{
    public const string NotShared = "not shared";
    private const int Lent = 2;
    private const int Borrowed = 3;
    private const int FirstGuest = 2;

    public string Of(Memory memory, int page) => SharingOf(memory, page) is var sharing && sharing == NotShared
        ? OwnerOf(memory, page)
        : $"{OwnerOf(memory, page)}, {sharing}";

    public string OwnerOf(Memory memory, int page)
    {
        var view = new EngineView(map, memory);
        return view.HostState((ulong)page) == Borrowed ? "a VM"
            : view.HostMaps((ulong)page) ? "host"
            : view.Annotation((ulong)page) switch
            {
                0 => "host",
                1 => "engine",
                var owner => $"VM {owner - FirstGuest}",
            };
    }

    public string SharingOf(Memory memory, int page) => new EngineView(map, memory).HostState((ulong)page) switch
    {
        Lent => "lent to a VM",
        Borrowed => "lent to the host",
        _ => NotShared,
    };
}
