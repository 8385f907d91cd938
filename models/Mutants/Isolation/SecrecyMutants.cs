using Interlock.Engine;
using Interlock.Models.Isolation;
using Interlock.Models.Scenarios;

namespace Interlock.Models.Mutants.Isolation;

/// <summary>Seeded bugs by which a VM's secrets get out, or its memory is changed.</summary>
internal static class SecrecyMutants
{
    public static IReadOnlyList<Mutant> All { get; } = [];

    /// <summary>Who makes the calls in each.</summary>
    public static IReadOnlyDictionary<string, Func<IsolationEngine, (HostCalls Host, GuestCalls Guest)>> Candidates { get; } =
        new Dictionary<string, Func<IsolationEngine, (HostCalls Host, GuestCalls Guest)>>
        {
        };
}
