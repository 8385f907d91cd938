extern alias unoptimized;

using Interlock.Catalogue.Barriers;
using Interlock.Catalogue.Mutexes;
using Interlock.Catalogue.TicketLocks;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Truth;

/// <summary>A line of <c>counts.tsv</c>: what other tools found for an instance of a workload.</summary>
/// <param name="Workload">The workload's name, W1 to W5.</param>
/// <param name="Instance">Its parameters, as <c>N=3, R=2</c> or <c>N=3, loop</c>.</param>
/// <param name="States">Distinct states.</param>
/// <param name="Transitions">Pairs of a state and an outcome of a step enabled in it.</param>
public sealed record TruthRow(string Workload, string Instance, long States, long Transitions)
{
    /// <summary>All lines.</summary>
    public static IReadOnlyList<TruthRow> All { get; } = [.. Read()];

    private Dictionary<string, int> Sizes => new()
    {
        ["vcpus"] = Parameter("N") ?? throw new FormatException(Instance),
        ["rounds"] = Instance.Contains("loop", StringComparison.Ordinal) ? 0 : Parameter("R") ?? 1,
    };

    /// <summary>The system with production code.</summary>
    public TransitionSystem Optimized() => Build(Workload switch
    {
        "W1" or "W1b" => new TicketLockScenario(),
        "W2" => new MutexScenario(),
        "W3" => new RendezvousBarrierScenario(),
        _ => throw new NotSupportedException(Workload),
    });

    /// <summary>The same sources, compiled as a Debug build compiles them.</summary>
    public TransitionSystem Unoptimized()
    {
        Interlock.Semantics.Scenarios.Scenario scenario = Workload switch
        {
            "W1" or "W1b" => new unoptimized::Interlock.Catalogue.TicketLocks.TicketLockScenario(),
            "W2" => new unoptimized::Interlock.Catalogue.Mutexes.MutexScenario(),
            "W3" => new unoptimized::Interlock.Catalogue.Barriers.RendezvousBarrierScenario(),
            _ => throw new NotSupportedException(Workload),
        };
        return scenario.Build(new Interlock.Semantics.Scenarios.Sizes(scenario, Sizes));
    }

    public override string ToString() => $"{Workload} {Instance}";

    private static IEnumerable<TruthRow> Read()
    {
        using var stream = typeof(TruthRow).Assembly.GetManifestResourceStream("counts.tsv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Skip(1) // the names of the columns
            .Select(line => line.TrimEnd('\r').Split('\t'))
            .Select(cells => new TruthRow(cells[0], cells[1], long.Parse(cells[2]), long.Parse(cells[3])))];
    }

    private TransitionSystem Build(Scenario scenario) => scenario.Build(new Sizes(scenario, Sizes));

    private int? Parameter(string name) => Instance.Split(", ")
        .Where(part => part.StartsWith($"{name}=", StringComparison.Ordinal))
        .Select(part => (int?)int.Parse(part[(name.Length + 1)..]))
        .FirstOrDefault();
}
