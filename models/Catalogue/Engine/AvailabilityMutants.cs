using Interlock.Catalogue.Engine.Availability;
using Interlock.Catalogue.Engine.Variants;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Engine;

/// <summary>Who waits for ever, though everybody is scheduled.</summary>
internal static class AvailabilityMutants
{
    public static IReadOnlyList<EngineMutant> All { get; } =
    [
        new(
            Family.Availability,
            "rollover-availability",
            "rollover-polls-under-lock",
            "every-vcpu-attended",
            "L-13 (Linux d13316614633: those who look keep out the one who would change what they look at)",
            "The CPU that is to make the rollover waits for ever for the mutex under which the others look whether it is done.",
            new Variation { Rollover = (map, locks) => new FollowsPollingUnderLock(map, locks) },
            new NearMiss(
                "rollover-polls",
                new Variation { Rollover = (map, locks) => new FollowsPolling(map, locks) },
                "Who looks without a lock keeps nobody out.")),
    ];
}
