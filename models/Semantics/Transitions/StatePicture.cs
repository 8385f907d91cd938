namespace Interlock.Semantics.Transitions;

/// <summary>What is drawn of a state: who owns which page, the trees of tables, and what vCPUs may hold of them.</summary>
/// <param name="Pages">The pages of physical memory.</param>
/// <param name="Regimes">The host and the VMs, each with its tree.</param>
/// <param name="Vcpus">The vCPUs.</param>
public sealed record StatePicture(
    IReadOnlyList<PageBox> Pages, IReadOnlyList<RegimeBox> Regimes, IReadOnlyList<VcpuBox> Vcpus);

/// <summary>A page of physical memory.</summary>
/// <param name="Page">Its number.</param>
/// <param name="Owner">Whose it is, by the record of ownership: <c>host</c>, <c>engine</c>, <c>VM 1</c>.</param>
/// <param name="Role">What it is besides: a table, lent; empty for plain memory.</param>
public sealed record PageBox(int Page, string Owner, string Role);

/// <summary>Who is translated, with a tree of tables.</summary>
/// <param name="Name"><c>host</c>, <c>VM 0</c>.</param>
/// <param name="Note">What a reader wants to know beside the tree; may be empty.</param>
/// <param name="Root">The page of the root table; null if there is no tree.</param>
/// <param name="Tables">The tables in the order of a walk, the root first.</param>
public sealed record RegimeBox(string Name, string Note, int? Root, IReadOnlyList<TableBox> Tables);

/// <summary>A table, as a walker meets it.</summary>
/// <param name="Page">The page that it is in.</param>
/// <param name="Level">Its level: zero is the root's.</param>
/// <param name="From">The first page of IPA space that it translates.</param>
/// <param name="Entries">Its entries.</param>
public sealed record TableBox(int Page, int Level, long From, IReadOnlyList<EntryBox> Entries);

/// <summary>An entry of a table.</summary>
/// <param name="Index">Where in the table.</param>
/// <param name="Ipa">The first page of IPA space that it translates.</param>
/// <param name="Pages">How many pages it translates.</param>
/// <param name="Kind"><c>invalid</c>, <c>table</c>, <c>block</c> or <c>page</c>.</param>
/// <param name="Target">The page that it leads to; null if it is invalid.</param>
/// <param name="Rights">As <c>rwx</c>; empty unless it maps memory.</param>
/// <param name="Note">What its software bits say; may be empty.</param>
public sealed record EntryBox(int Index, long Ipa, long Pages, string Kind, int? Target, string Rights, string Note);

/// <summary>A vCPU, and what it may translate by.</summary>
/// <param name="Name"><c>vcpu0</c>.</param>
/// <param name="Regime">Who is translated now: <c>host</c>, <c>VM 0</c>.</param>
/// <param name="Earlier">Whose tables it may still use until its next context synchronization.</param>
/// <param name="Held">The translations and partial walks that it may hold.</param>
public sealed record VcpuBox(string Name, string Regime, IReadOnlyList<string> Earlier, IReadOnlyList<HeldBox> Held);

/// <summary>A translation, or a part of one, that a vCPU may hold.</summary>
/// <param name="Vmid">Its tag.</param>
/// <param name="Ipa">The first page of IPA space that it translates.</param>
/// <param name="Pages">How many pages it translates.</param>
/// <param name="Kind"><c>table</c>, <c>block</c> or <c>page</c>; with <c>combined</c> before it if it holds stages 1 and 2 in one.</param>
/// <param name="Target">The page that it leads to.</param>
/// <param name="Rights">As <c>rwx</c>; empty unless it maps memory.</param>
/// <param name="Table">The page of the table that it was read from.</param>
/// <param name="Index">The entry of that table.</param>
/// <param name="Stale">Whether memory holds something else there by now.</param>
public sealed record HeldBox(
    long Vmid, long Ipa, long Pages, string Kind, int Target, string Rights, int Table, int Index, bool Stale);
