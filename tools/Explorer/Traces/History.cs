using Interlock.Models.Machines;
using Interlock.Models.Scenarios;
using Interlock.Models.Systems;

namespace Interlock.Explorer.Traces;

/// <summary>A trace with every state that it comes through, worked out by replaying it.</summary>
/// <param name="Trace">The trace; its steps are as they were seen now.</param>
/// <param name="Moments">The state before the first step, and the state after each.</param>
public sealed record History(Trace Trace, IReadOnlyList<Moment> Moments)
{
    /// <summary>Replays a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="scenarios">The scenarios that there are.</param>
    /// <exception cref="DivergenceException">The code no longer does what it did when the trace was recorded.</exception>
    /// <exception cref="ArgumentException">The scenario has not the sizes or the variant any more.</exception>
    public static History Of(Trace trace, IReadOnlyList<Scenario> scenarios)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(scenarios);
        var scenario = scenarios.FirstOrDefault(scenario => scenario.Name == trace.Scenario)
            ?? throw new DivergenceException($"there is no scenario '{trace.Scenario}' any more");
        var replay = new Replay(scenario.Build(new Sizes(scenario, trace.Parameters), trace.Variant), trace.Initial);
        var moments = new List<Moment> { Moment.Of(replay) };
        foreach (var step in trace.Steps)
        {
            replay.Take(new Search.Choice(step.Actor, step.Choice));
            moments.Add(Moment.Of(replay));
        }

        return new History(trace with { Steps = [.. replay.Steps] }, moments);
    }
}

/// <summary>A state that a trace comes through.</summary>
/// <param name="Values">Its values.</param>
/// <param name="Vcpus">What each vCPU translates by; none where nothing is translated.</param>
/// <param name="Facts">What it is by each fact that the system has names for.</param>
/// <param name="Picture">What is drawn of it; null where there are no tables.</param>
public sealed record Moment(
    IReadOnlyList<NamedValue> Values, IReadOnlyList<VcpuView> Vcpus, IReadOnlyList<NamedValue> Facts, StatePicture? Picture)
{
    internal static Moment Of(Replay replay) => new(replay.State, replay.Views, replay.Facts, replay.Picture);
}
