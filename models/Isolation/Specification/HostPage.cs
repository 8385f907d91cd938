namespace Interlock.Isolation.Specifications;

/// <summary>A page as the host's component tells.</summary>
/// <param name="Holds">What the host has of it.</param>
/// <param name="Vm">Which VM owns it, if that is recorded; zero if not.</param>
/// <param name="Shares">How many guest mappings of it are counted.</param>
public readonly record struct HostPage(HostHolds Holds, int Vm, int Shares)
{
    /// <summary>The host's own and nobody else's.</summary>
    public static HostPage Own => default;

    /// <summary>The engine's.</summary>
    public static HostPage OfEngine => new(HostHolds.NothingOfEngine, 0, 0);

    /// <summary>Borrowed from a VM. Which one is not recorded.</summary>
    public static HostPage Borrowed => new(HostHolds.Borrows, 0, 0);

    /// <summary>A VM's.</summary>
    public static HostPage OfVm(int vm) => new(HostHolds.NothingOfVm, vm, 0);

    /// <summary>Lent to as many guest mappings; with none it is the host's alone.</summary>
    public static HostPage LentTo(int mappings) => mappings == 0 ? Own : new(HostHolds.Lends, 0, mappings);

    /// <inheritdoc/>
    public override string ToString() => Holds switch
    {
        HostHolds.Alone => Shares == 0 ? "the host's" : $"the host's, with {Shares} guest mappings counted",
        HostHolds.Lends => $"the host's, lent to {Shares}",
        HostHolds.Borrows => Shares == 0 ? "borrowed by the host" : $"borrowed by the host, with {Shares} guest mappings counted",
        HostHolds.NothingOfEngine => Shares == 0 ? "the engine's" : $"the engine's, with {Shares} guest mappings counted",
        HostHolds.NothingOfVm => Shares == 0 ? $"vm {Vm}'s" : $"vm {Vm}'s, with {Shares} guest mappings counted",
    };
}
