using Interlock.Sync.Stepping.Guards;

namespace Interlock.Semantics.Programs;

/// <summary>A named condition on memory and the machine.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Holds">Whether it holds.</param>
public sealed record Predicate(string Name, Func<Memory, bool> Holds)
{
    /// <summary>Whether a state exercises it; null if it is exercised once a word that the condition reads has changed.</summary>
    public Func<Memory, bool>? Trial { get; init; }

    /// <summary>Whether it is claimed only if it was exercised, without an error if it never was.</summary>
    public bool IsClaimedIfTested { get; init; }

    /// <summary>The same predicate, except that endless recursion throws, and an endless loop is noticed.</summary>
    internal Predicate Guarded() => this with { Holds = Guarded(Holds), Trial = Trial is null ? null : Guarded(Trial) };

    // The catalogue's conditions are evaluated often, and are known to end.
    private static Func<Memory, bool> Guarded(Func<Memory, bool> code) =>
        IsOwn(code) ? GuardedDelegate.Of(code, onlyEvident: true) : GuardedDelegate.OfJudge(code);

    internal static bool IsOwn(Delegate code) => ShippedAssemblies.Include(code.Method.Module.Assembly);
}
