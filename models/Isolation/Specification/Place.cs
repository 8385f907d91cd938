using Interlock.Engine.Stage2;

namespace Interlock.Isolation.Specifications;

/// <summary>What a VM's tree makes of a page of IPA space. The default is nothing.</summary>
/// <param name="State">In which state the VM has the page; <see cref="PageState.None"/> if there is none.</param>
/// <param name="Page">Which page of memory; zero if there is none.</param>
/// <param name="Writable">Whether it may be written and executed; reading is always permitted.</param>
/// <param name="Level">The level of the entry that maps it: 3 for a page, less if it is part of a block; zero if nothing does.</param>
public readonly record struct Place(PageState State, int Page, bool Writable, int Level)
{
    /// <summary>The level of entries that map single pages.</summary>
    public const int PageLevel = 3;

    /// <summary>Whether a page is there.</summary>
    public bool IsMapped => State != PageState.None;

    /// <summary>Whether it is mapped as part of a block.</summary>
    public bool IsInBlock => IsMapped && Level != PageLevel;

    /// <inheritdoc/>
    public override string ToString() => IsMapped
        ? $"page {Page} {State}{(Writable ? string.Empty : " read-only")}{(IsInBlock ? $" in a block of level {Level}" : string.Empty)}"
        : "nothing";
}
