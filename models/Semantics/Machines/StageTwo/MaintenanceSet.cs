namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>What a vCPU's barriers have not made certain yet. Equal sets of one machine are one object with one number.</summary>
internal sealed class MaintenanceSet(ulong number, PendingMaintenance[] items)
{
    public ulong Number { get; } = number;

    public PendingMaintenance[] Items { get; } = items;

    /// <summary>A hash of the items, the same in every search.</summary>
    public ulong Content { get; } = items.Aggregate(1UL, (hash, item) => ContentHash.Mix(
        hash,
        (ulong)item.Batch,
        item.Issued is { } issued ? 1 + (ulong)issued.Kind : 0,
        item.Issued?.IpaPage ?? 0,
        item.Issued?.Vmid ?? 0,
        (ulong)item.Word,
        item.Descriptor,
        (ulong)item.Writer,
        (ulong)item.Holder,
        item.Vmid));

    /// <summary>Whether there is a TLBI in it.</summary>
    public bool HasIssued { get; } = items.Any(item => item.Issued is not null);

    /// <summary>Whether there is a TLBI in it for which no DSB has waited yet.</summary>
    public bool HasUnderWay { get; } = items.Any(item => item is { Issued: not null, Batch: 0 });

    /// <summary>Its TLBIs that this vCPU does not know for certain to have had their effect; worked out on first use.</summary>
    public Removal[]? OwnUnderWay { get; set; }

    /// <summary>As <see cref="OwnUnderWay"/>, of other vCPUs.</summary>
    public Removal[]? OthersUnderWay { get; set; }

    /// <summary>What the vCPU's barriers make of it; worked out on first use, and the same whoever does.</summary>
    public Barrier?[] Barriers { get; } = new Barrier?[Enum.GetValues<BarrierKind>().Length];

    /// <summary>The barriers that a vCPU has.</summary>
    internal enum BarrierKind
    {
        /// <summary>DSB ISH.</summary>
        Ish,

        /// <summary>DSB ISHST.</summary>
        Ishst,

        /// <summary>DSB NSH.</summary>
        Nsh,

        /// <summary>A context synchronization event.</summary>
        Context,
    }

    /// <summary>What a barrier does.</summary>
    /// <param name="Left">What is not certain after it.</param>
    /// <param name="Completed">The invalidations that it completes, in the order in which they are taken.</param>
    internal sealed record Barrier(MaintenanceSet Left, Removal[] Completed);
}
