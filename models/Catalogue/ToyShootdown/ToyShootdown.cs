using Interlock.Semantics.Transitions;

namespace Interlock.Catalogue.ToyShootdowns;

/// <summary>
/// One driver takes pages away from CPUs whose TLBs may load any valid entry at any time, and gives them to somebody
/// else, page after page.
/// </summary>
/// <param name="cpus">How many CPUs there are.</param>
/// <param name="pages">How many pages there are.</param>
/// <param name="driver">What the driver does with each page.</param>
internal sealed class ToyShootdown(int cpus, int pages, IReadOnlyList<DriverStep> driver) : Model<ShootdownState>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Actors { get; } =
        [.. Enumerable.Range(0, cpus).Select(cpu => $"cpu{cpu}"), "driver"];

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Func<ShootdownState, bool> Seen)> Witnesses { get; } =
    [
        ("page-given-away", state => state.Given != 0),
        ("page-cached", state => state.Cached != 0),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Func<ShootdownState, bool> Holds)> Invariants { get; } =
    [
        ("no-stale-translation", state => !Enumerable.Range(0, pages)
            .Any(page => (state.Given & (1UL << page)) != 0 && (state.Cached & Everywhere(cpus, page)) != 0)),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Func<ShootdownState, bool> Met)> Goals { get; } =
        [("driver can finish", state => state.Page == pages)];

    /// <inheritdoc/>
    public override IEnumerable<ShootdownState> Initial() =>
        [new ShootdownState(ulong.MaxValue >> (64 - pages), 0, 0, 0, 0, 0)];

    /// <inheritdoc/>
    public override IEnumerable<ModelAction<ShootdownState>> Enabled(ShootdownState state)
    {
        for (var cpu = 0; cpu < cpus; cpu++)
        {
            for (var page = 0; page < pages; page++)
            {
                var bit = 1UL << ((page * cpus) + cpu);
                if ((state.Valid & (1UL << page)) != 0 && (state.Cached & bit) == 0)
                {
                    yield return new(cpu, $"fill page {page}", state with { Cached = state.Cached | bit });
                }

                if ((state.Pending & bit) != 0)
                {
                    yield return new(
                        cpu,
                        $"invalidate page {page}",
                        state with { Cached = state.Cached & ~bit, Pending = state.Pending & ~bit });
                }
            }
        }

        if (state.Page < pages && driver[state.Step].Take(state, Everywhere(cpus, state.Page)) is { } taken)
        {
            var isLast = state.Step + 1 == driver.Count;
            yield return new(cpus, $"{driver[state.Step].Name} {state.Page}", taken with
            {
                Page = isLast ? state.Page + 1 : state.Page,
                Step = isLast ? 0 : state.Step + 1,
            });
        }
    }

    /// <inheritdoc/>
    public override bool MayEnd(ShootdownState state) => state.Page == pages;

    private static ulong Everywhere(int cpus, int page) => (ulong.MaxValue >> (64 - cpus)) << (page * cpus);
}
