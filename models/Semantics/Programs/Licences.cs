namespace Interlock.Semantics.Programs;

/// <summary>
/// Permissions of the environment to take steps without cause. Code must tolerate such steps and may not rely on them: a vCPU that only
/// such a step could move counts as stuck, no goal counts as reached by one, and fairness ignores them. So lost wake-ups are found with
/// and without licences, and every violation without a licence is a violation with it: the same steps reach the same states.
/// </summary>
[Flags]
public enum Licences
{
    /// <summary>No licence.</summary>
    None = 0,

    /// <summary>A vCPU that sleeps on a word may wake spuriously, as with a futex, a condition variable or Monitor.Wait.</summary>
    SpuriousWakes = 1,

    /// <summary>WFE may complete without an event (Arm ARM D1.6.1).</summary>
    WfeWithoutEvent = 2,
}

/// <summary>The names of licences.</summary>
public static class LicenceNames
{
    /// <summary>Every licence by its name on the command line.</summary>
    public static IReadOnlyDictionary<string, Licences> All { get; } = new Dictionary<string, Licences>
    {
        ["spurious-wakes"] = Licences.SpuriousWakes,
        ["wfe-without-event"] = Licences.WfeWithoutEvent,
    };

    /// <summary>The names of some licences.</summary>
    public static IReadOnlyList<string> Of(Licences licences) =>
        [.. All.Where(named => (licences & named.Value) != 0).Select(named => named.Key)];
}
