namespace Interlock.Semantics.Programs;

/// <summary>
/// What the environment may do although nothing asks for it. Code must live with it and may not rely on it. So without a licence lost
/// wake-ups show themselves, and with it they still do: a vCPU that only such a step could move counts as stuck, no goal is reached by one,
/// and fairness knows none. Every violation that is found without a licence is found with it: the same states are reached by the same steps.
/// </summary>
[Flags]
public enum Licences
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A vCPU that sleeps on a word may be woken at any time for no reason, as by a futex, a condition variable, Monitor.Wait.</summary>
    SpuriousWakes = 1,

    /// <summary>WFE may complete without an event (Arm ARM D1.6.1).</summary>
    WfeWithoutEvent = 2,
}

/// <summary>What licences are called.</summary>
public static class LicenceNames
{
    /// <summary>Every licence by its name, as on the command line.</summary>
    public static IReadOnlyDictionary<string, Licences> All { get; } = new Dictionary<string, Licences>
    {
        ["spurious-wakes"] = Licences.SpuriousWakes,
        ["wfe-without-event"] = Licences.WfeWithoutEvent,
    };

    /// <summary>The names of some licences.</summary>
    public static IReadOnlyList<string> Of(Licences licences) => [.. All.Where(named => (licences & named.Value) != 0).Select(named => named.Key)];
}
