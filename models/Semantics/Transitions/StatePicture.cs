namespace Interlock.Semantics.Transitions;

/// <summary>The picture of a state: the owners of pages, the trees of tables, and the translations that vCPUs may hold.</summary>
/// <param name="Pages">The pages of physical memory.</param>
/// <param name="Regimes">The host and the VMs, each with its tree.</param>
/// <param name="Vcpus">The vCPUs.</param>
public sealed record StatePicture(
    IReadOnlyList<PageBox> Pages, IReadOnlyList<RegimeBox> Regimes, IReadOnlyList<VcpuBox> Vcpus);

/// <summary>A page of physical memory.</summary>
/// <param name="Page">Its number.</param>
/// <param name="Owner">Its owner by the record of ownership: <c>host</c>, <c>engine</c>, <c>VM 1</c>.</param>
/// <param name="Role">Its role, such as table or lent; empty for plain memory.</param>
public sealed record PageBox(int Page, string Owner, string Role);

/// <summary>A translation regime, that of the host or of a VM, with its tree of tables.</summary>
/// <param name="Name"><c>host</c>, <c>VM 0</c>.</param>
/// <param name="Note">A comment beside the tree; may be empty.</param>
/// <param name="Root">The page of the root table; null if there is no tree.</param>
/// <param name="Tables">The tables in the order of a walk, the root first.</param>
public sealed record RegimeBox(string Name, string Note, int? Root, IReadOnlyList<TableBox> Tables);

/// <summary>A table, as a walk reads it.</summary>
/// <param name="Page">The page that holds it.</param>
/// <param name="Level">Its level; zero for the root.</param>
/// <param name="From">The first page of IPA space that it translates.</param>
/// <param name="Entries">Its entries.</param>
public sealed record TableBox(int Page, int Level, long From, IReadOnlyList<EntryBox> Entries);

/// <summary>An entry of a table.</summary>
/// <param name="Index">Its index in the table.</param>
/// <param name="Ipa">The first page of IPA space that it translates.</param>
/// <param name="Pages">The number of pages that it translates.</param>
/// <param name="Kind"><c>invalid</c>, <c>table</c>, <c>block</c> or <c>page</c>.</param>
/// <param name="Target">The page that it leads to; null if it is invalid.</param>
/// <param name="Rights">As <c>rwx</c>; empty unless it maps memory.</param>
/// <param name="Note">The meaning of its software bits; may be empty.</param>
public sealed record EntryBox(int Index, long Ipa, long Pages, string Kind, int? Target, string Rights, string Note);

/// <summary>A vCPU, and the translations that it may use.</summary>
/// <param name="Name"><c>vcpu0</c>.</param>
/// <param name="Regime">The current regime: <c>host</c>, <c>VM 0</c>.</param>
/// <param name="Earlier">The regimes whose tables it may still use until its next context synchronization.</param>
/// <param name="Held">The translations and partial walks that it may hold.</param>
public sealed record VcpuBox(string Name, string Regime, IReadOnlyList<string> Earlier, IReadOnlyList<HeldBox> Held);

/// <summary>A translation, or a partial walk, that a vCPU may hold.</summary>
/// <param name="Vmid">Its VMID.</param>
/// <param name="Ipa">The first page of IPA space that it translates.</param>
/// <param name="Pages">The number of pages that it translates.</param>
/// <param name="Kind"><c>table</c>, <c>block</c> or <c>page</c>; with <c>combined</c> before it if it holds stages 1 and 2 in one.</param>
/// <param name="Target">The page that it leads to.</param>
/// <param name="Rights">As <c>rwx</c>; empty unless it maps memory.</param>
/// <param name="Table">The page of the table that it was read from.</param>
/// <param name="Index">The entry of that table.</param>
/// <param name="Stale">Whether the entry in memory has changed since.</param>
public sealed record HeldBox(
    long Vmid, long Ipa, long Pages, string Kind, int Target, string Rights, int Table, int Index, bool Stale);
