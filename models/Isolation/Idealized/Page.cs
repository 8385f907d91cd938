namespace Interlock.Isolation.Idealized;

/// <summary>A machine page.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Content">The value that it holds; of a table its links, four bits each: one more than the machine page, zero for
/// none.</param>
public readonly record struct Page(Owner Owner, PageKind Kind, int Content)
{
    /// <summary>No page.</summary>
    public const int None = -1;

    private const int LinkBits = 4;
    private const int LinkMask = (1 << LinkBits) - 1;

    /// <summary>The most machine pages that a link can tell apart.</summary>
    public const int MostPages = LinkMask - 1;

    /// <summary>The most virtual pages that a table can map.</summary>
    public const int MostVadds = 7;

    /// <summary>The machine page that a table maps a virtual page to; <see cref="None"/> if it does not.</summary>
    public int LinkOf(int va) => ((Content >> (LinkBits * va)) & LinkMask) - 1;

    /// <summary>The table with another link; <see cref="None"/> takes the link away.</summary>
    public Page With(int va, int link) =>
        this with { Content = (Content & ~(LinkMask << (LinkBits * va))) | ((link + 1) << (LinkBits * va)) };

    /// <summary>Whether it is a table that maps something to a machine page.</summary>
    public bool Links(int page)
    {
        for (var va = 0; Kind == PageKind.Table && va < MostVadds; va++)
        {
            if (LinkOf(va) == page)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var page = this;
        return Kind switch
        {
            PageKind.Bare => $"{Owner}, bare, {Content}",
            PageKind.Data => $"{Owner}, data {Content}",
            PageKind.Table => $"{Owner}, table [{string.Join(", ", Enumerable.Range(0, MostVadds)
                .Where(va => page.LinkOf(va) != None).Select(va => $"va{va} -> {page.LinkOf(va)}"))}]",
        };
    }
}
