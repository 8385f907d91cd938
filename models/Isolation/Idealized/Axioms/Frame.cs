using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Idealized.Axioms;

/// <summary>What an action leaves as it was: everything but what it is said to change. TLB and cache are spoken of elsewhere.</summary>
/// <param name="Earlier">The state before.</param>
/// <param name="Later">The state after.</param>
internal readonly record struct Frame(PlatformState Earlier, PlatformState Later)
{
    private const int None = -1;

    private int Os { get; init; } = None;

    private int Map { get; init; } = None;

    private int Page { get; init; } = None;

    private bool Control { get; init; }

    /// <summary>The frame of an action that changes nothing.</summary>
    public static Frame Of(PlatformState before, PlatformState after) => new(before, after);

    /// <summary>Whether all that is not excepted is as it was.</summary>
    public static implicit operator bool(Frame frame) => frame.IsKept;

    /// <summary>Whether all that is not excepted is as it was.</summary>
    public bool IsKept => IsSame(Earlier.Oses, Later.Oses, Os) && IsSame(Earlier.Maps, Later.Maps, Map)
        && IsSame(Earlier.Pages, Later.Pages, Page)
        && (Control || (Earlier.Active, Earlier.IsWaiting, Earlier.Mode) == (Later.Active, Later.IsWaiting, Later.Mode));

    /// <summary>The same, but for what belongs to an OS besides memory.</summary>
    public Frame But(int os) => this with { Os = os };

    /// <summary>The same, but for the map of an OS.</summary>
    public Frame ButMap(int os) => this with { Map = os };

    /// <summary>The same, but for a machine page.</summary>
    public Frame ButPage(int page) => this with { Page = page };

    /// <summary>The same, but for who runs, and in which mode.</summary>
    public Frame ButControl() => this with { Control = true };

    private static bool IsSame<T>(Row<T> earlier, Row<T> later, int except)
        where T : IEquatable<T>
    {
        for (var index = 0; index < earlier.Count; index++)
        {
            if (index != except && !earlier[index].Equals(later[index]))
            {
                return false;
            }
        }

        return earlier.Count == later.Count;
    }
}
