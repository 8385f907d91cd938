using Interlock.Isolation.Idealized;
using Interlock.Isolation.Idealized.Runs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Catalogue.Idealized;

/// <summary>What holds of every state and of every step of the idealized platform.</summary>
public sealed class IdealPlatformScenario : IdealScenario
{
    /// <inheritdoc/>
    public override string Name => "ideal-platform";

    /// <inheritdoc/>
    public override string Summary =>
        "OSes and a hypervisor for ever do whatever is possible on an idealized platform; each step is compared with the axioms.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = ParametersOf(vadds: 2, errors: 0);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
    [
        "valid-mode", "valid-map", "valid-tables", "valid-caches", "read-isolation", "write-isolation", "refines-axioms",
        "deadlock-freedom",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes);

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } =
    [
        new(
            "return-in-supervisor-mode",
            "valid-mode",
            "P-29 (CVE-2026-64286: what is one level's is used at another)",
            At(("oses", 1)),
            "hypercall-saves-mode",
            "It is the mode that is kept already.")
        {
            Family = Family.Control,
        },
        new(
            "assign-without-owner-check",
            "valid-map",
            "P-12 (pKVM do_donate_OMIT_host_initiate_donation)",
            At(("oses", 1)),
            "assign-by-maps",
            "What no map has and is not the hypervisor's is nobody's.")
        {
            Family = Family.Ownership,
        },
        new(
            "unpin-without-link-check",
            "valid-tables",
            "B-02 (Bao: a page is freed before it is unmapped)",
            At(("oses", 1)),
            "unpin-checking-all",
            "Tables of other OSes have no links to it.")
        {
            Family = Family.Ownership,
        },
        new(
            "unmap-keeps-tlb",
            "valid-caches",
            "P-05 (pKVM stage2_put_pte_MISSING_INVALIDATE)",
            At(("oses", 1)),
            "unmap-flushes-all",
            "More may be dropped than must be.")
        {
            Family = Family.TlbMaintenance,
        },
        new(
            "write-keeps-synonyms",
            "valid-caches",
            "M-06 (coconut-svsm #1188: a page is used with what is stale)",
            At(("oses", 1), ("vadds", 2)),
            "write-drops-others",
            "More may be dropped than must be.")
        {
            Family = Family.TlbMaintenance,
        },
        new(
            "read-untranslated",
            "read-isolation",
            "K-07 (fa808ed4e199: a guest that runs by another's translation)",
            At(("oses", 1)),
            "read-by-tables",
            "What TLB and cache hold agrees with the tables.")
        {
            Family = Family.Ownership,
        },
        new(
            "write-untranslated",
            "write-isolation",
            "K-07 (fa808ed4e199: a guest that runs by another's translation)",
            At(("oses", 1)),
            "write-by-tables",
            "What the TLB holds agrees with the tables.")
        {
            Family = Family.Ownership,
        },
        new(
            "unmap-all",
            "refines-axioms",
            "P-08 (pKVM __kvm_tlb_flush_vmid_ipa_WRONG_PAGE: more or other pages than asked for)",
            At(("oses", 1), ("vadds", 2)),
            "unmap-twice",
            "What is gone goes again.")
        {
            Family = Family.Stage2Updates,
        },
    ];

    /// <inheritdoc/>
    private protected override IReadOnlyDictionary<string, Func<Shape, Platform>> Platforms { get; } =
        new Dictionary<string, Func<Shape, Platform>>
        {
            ["return-in-supervisor-mode"] = shape => new ReturnsInSupervisorMode(shape),
            ["hypercall-saves-mode"] = shape => new SavesModeWhenAsked(shape),
            ["assign-without-owner-check"] = shape => new AssignsUnchecked(shape),
            ["assign-by-maps"] = shape => new AssignsByMaps(shape),
            ["unpin-without-link-check"] = shape => new UnpinsLinked(shape),
            ["unpin-checking-all"] = shape => new UnpinsCheckingAll(shape),
            ["unmap-keeps-tlb"] = shape => new UnmapsKeepingTlb(shape),
            ["unmap-flushes-all"] = shape => new UnmapsFlushingAll(shape),
            ["write-keeps-synonyms"] = shape => new WritesKeepingSynonyms(shape),
            ["write-drops-others"] = shape => new WritesDroppingOthers(shape),
            ["read-untranslated"] = shape => new ReadsUntranslated(shape),
            ["read-by-tables"] = shape => new ReadsByTables(shape),
            ["write-untranslated"] = shape => new WritesUntranslated(shape),
            ["write-by-tables"] = shape => new WritesByTables(shape),
            ["unmap-all"] = shape => new UnmapsAll(shape),
            ["unmap-twice"] = shape => new UnmapsTwice(shape),
        };

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return new PlatformModel(PlatformOf(sizes, variant)).AsSystem();
    }
}
