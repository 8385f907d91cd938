using Interlock.Engine.Platform;
using Interlock.Semantics.SelfComposition.Acts;
using Interlock.Sync;

namespace Interlock.Isolation.Noninterference;

/// <summary>
/// What a victim may let the host and other VMs know: this list, and nothing else. Beside these values it shows that it does something in
/// front of them, which it chooses without looking at what is private (<see cref="Shown"/>): that it touches an address outside its
/// memory or inside, or a device, and whether that faults; that it lends a page or takes it back; that it is left.
/// </summary>
internal static class Declassified
{
    private const int Page = 0;
    private const int Outside = 1;
    private const int DeviceWrite = 2;

    /// <summary>The list of an engine: without registers, nothing is written to devices.</summary>
    public static IReadOnlyList<string> For(Configuration configuration) => configuration.Registers > 0 ? All : [.. All.Take(DeviceWrite)];

    private static IReadOnlyList<string> All { get; } =
    [
        "what is in a page that it lends",
        "that it accesses what is not its own, and what it writes there",
        "what it writes to a device",
    ];

    /// <summary>Which entry an operation of the victim's is.</summary>
    public static int Of(Operation operation) => Secret.Is(operation) ? Outside
        : operation.Kind == OperationKind.GuestLoad ? Page
        : DeviceWrite;
}
