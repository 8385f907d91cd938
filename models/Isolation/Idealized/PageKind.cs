namespace Interlock.Isolation.Idealized;

/// <summary>What a machine page is for.</summary>
public enum PageKind
{
    /// <summary>Nothing yet: it holds what was last in it, and nobody can reach that.</summary>
    Bare,

    /// <summary>Data: a value.</summary>
    Data,

    /// <summary>A page table: links from virtual pages to machine pages.</summary>
    Table,
}
