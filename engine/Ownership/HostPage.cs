using Interlock.Engine.Stage2;

namespace Interlock.Engine.Ownership;

/// <summary>
/// What the host has of a page, as its last-level entry tells: a leaf has the state in its software bits, an invalid entry names
/// the owner. A zero entry is the host's own page that it has not touched yet.
/// </summary>
/// <param name="Entry">The host's entry for the page.</param>
public readonly record struct HostPage(Descriptor Entry)
{
    /// <summary>Whether the host can reach it.</summary>
    public bool IsMapped => Entry.IsLeaf;

    /// <summary>Whether the host owns it and no VM has access.</summary>
    public bool IsOwned => IsOf(OwnerId.Host) || IsMappedAs(PageState.Owned);

    /// <summary>Whether the host owns it and guests have access.</summary>
    public bool IsShared => IsMappedAs(PageState.SharedOwned);

    /// <summary>Whether it is another's by annotation, and the host cannot reach it.</summary>
    public bool IsOf(OwnerId owner) => !Entry.IsValid && Entry.Owner == owner;

    /// <summary>Whether it is mapped in a state.</summary>
    public bool IsMappedAs(PageState state) => Entry.IsLeaf && Entry.Attributes.State == state;
}
