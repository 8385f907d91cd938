using Interlock.Semantics.Scenarios;
using Interlock.Sync;

namespace Interlock.Catalogue.HandOvers;

/// <summary>Flags that are seen before what they announce.</summary>
internal static class HandOverMutants
{
    public static IReadOnlyList<SeededBug<Func<Address, Address, Mailbox>>> All { get; } =
    [
        Found(
            "ready-before-install",
            "B-05 (Bao 1cda032: no fence between what is installed and the flag that says so)",
            Of(send: MemoryOrder.Relaxed),
            new(
                "ready-after-install",
                Of(send: MemoryOrder.Relaxed, before: MemoryOrder.Release),
                "A release fence orders what is installed before the flag.")),
        Found(
            "vm-init-without-barrier",
            "B-09 (Bao 37bf97d: no barrier before what all CPUs initialised is used)",
            Of(receive: MemoryOrder.Relaxed),
            new(
                "vm-init-with-barrier",
                Of(receive: MemoryOrder.Relaxed, after: MemoryOrder.Acquire),
                "An acquire fence orders the use after the flag.")),
        Found(
            "ipi-flag-plain",
            "S-02 (seL4 81679f2b9: an IPI's flag is seen before its arguments)",
            Of(send: MemoryOrder.Relaxed, receive: MemoryOrder.Relaxed),
            new(
                "ipi-flag-fenced",
                Of(send: MemoryOrder.Relaxed, before: MemoryOrder.Release, receive: MemoryOrder.Relaxed, after: MemoryOrder.Acquire),
                "Fences on both sides order the arguments and the flag.")),
        Found(
            "context-handed-over-plain",
            "L-37 (SeKVM, SOSP 2021, example 2: a vCPU's context is marked inactive by a plain store, " +
            "and taken by a plain compare-exchange)",
            Of(send: MemoryOrder.Relaxed, receive: MemoryOrder.Relaxed, isTaken: true),
            new(
                "context-handed-over-by-release",
                Of(isTaken: true),
                "The store that marks it releases, and the compare-exchange acquires.")),
    ];

    /// <summary>A mailbox with the orders that it needs, unless others are named.</summary>
    public static Func<Address, Address, Mailbox> Of(
        MemoryOrder send = MemoryOrder.Release,
        MemoryOrder before = MemoryOrder.Relaxed,
        MemoryOrder receive = MemoryOrder.Acquire,
        MemoryOrder after = MemoryOrder.Relaxed,
        bool isTaken = false) =>
        (flag, data) => new Mailbox(flag, data, send, before, receive, after, isTaken);

    private static SeededBug<Func<Address, Address, Mailbox>> Found(
        string name, string origin, Func<Address, Address, Mailbox> bug, BenignVariant<Func<Address, Address, Mailbox>> benign) =>
        new(name, "assertions", origin, new Dictionary<string, int> { ["rounds"] = 1, ["armv8-lse"] = 1 }, bug, benign)
        {
            Family = Family.Publication,
            HiddenUnder = ["tso"],
            Wrong = "the flag is seen, and data that was written before it is not",
        };
}
