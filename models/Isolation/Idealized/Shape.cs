namespace Interlock.Isolation.Idealized;

/// <summary>How much there is of everything on an idealized platform.</summary>
/// <param name="Oses">Guest operating systems. The first one is trusted: it may run in supervisor mode.</param>
/// <param name="Pages">Machine pages; each OS begins with one of them, its table, and the others are nobody's.</param>
/// <param name="Padds">Physical pages of an OS: what it calls its memory.</param>
/// <param name="Vadds">Virtual pages that a table maps.</param>
/// <param name="Values">Values that a page of data can hold.</param>
/// <param name="HasCaches">Whether there is a cache and a TLB: the model's first extension.</param>
/// <param name="HasErrors">Whether a refused action is answered with an error: the model's second extension. Without it, such an action is
/// not enabled.</param>
public sealed record Shape(int Oses, int Pages, int Padds, int Vadds, int Values, bool HasCaches, bool HasErrors)
{
    /// <summary>Whether an OS is trusted.</summary>
    public static bool IsTrusted(int os) => os == 0;
}
