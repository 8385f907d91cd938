using Interlock.Semantics.Machines;
using Interlock.Semantics.Programs;
using Interlock.Sync;

namespace Interlock.Semantics.Scenarios;

/// <summary>The values of a scenario's parameters: the defaults, and the values that replace them.</summary>
public sealed class Sizes
{
    private readonly Dictionary<string, int> values;

    /// <summary>Values for a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="asked">The values that differ from the defaults; null for none.</param>
    /// <exception cref="ArgumentException">There is no such parameter, or its value is out of range.</exception>
    public Sizes(Scenario scenario, IReadOnlyDictionary<string, int>? asked = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var parameters = scenario.ParametersAndLicences.ToList();
        values = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default);
        foreach (var (name, value) in asked ?? new Dictionary<string, int>())
        {
            var parameter = parameters.Find(parameter => parameter.Name == name)
                ?? throw new ArgumentException(
                    $"{scenario.Name} has no parameter '{name}'; it has: " +
                    $"{string.Join(", ", parameters.Select(known => known.Name))}.");
            values[name] = value >= parameter.Min && value <= parameter.Max ? value : throw new ArgumentException(
                $"{scenario.Name} takes {name} from {parameter.Min} to {parameter.Max}, not {value}.");
        }

        var given = LicenceNames.Of(scenario.Licences).Where(name => values[name] == 1).ToList();
        Licences = given.Aggregate(Licences.None, (all, name) => all | LicenceNames.All[name]);
        List<string> models = scenario.TakesMemoryModels ? [.. MemoryModels.All.Keys.Where(name => values[name] == 1)] : [];
        Memory = models.Count switch
        {
            0 => null,
            1 when values.GetValueOrDefault("rounds") > 0 => MemoryModels.All[models[0]].ForEnds(),
            1 => MemoryModels.All[models[0]],
            _ => throw new ArgumentException($"{scenario.Name} runs under one memory model at a time, not under {string.Join(" and ", models)}."),
        };
        Values = scenario.Parameters.Select(parameter => parameter.Name).Concat(given).Concat(models).ToDictionary(name => name, name => values[name]);
    }

    /// <summary>The licences that the environment has.</summary>
    public Licences Licences { get; }

    /// <summary>The memory model; null for the scenario's own, which is sequentially consistent.</summary>
    public MemoryModel? Memory { get; }

    /// <summary>The operations of the source that have another order than they name; null if none have.</summary>
    public IReadOnlyDictionary<Site, MemoryOrder>? Orders { get; init; }

    /// <summary>Every parameter with its value, in the scenario's order, and after them the licences and the memory model that are given.</summary>
    public IReadOnlyDictionary<string, int> Values { get; }

    /// <summary>The value of a parameter.</summary>
    public int this[string name] => values[name];
}
