namespace Interlock.Models.Scenarios;

/// <summary>The values of a scenario's parameters: its defaults, and what was asked instead.</summary>
public sealed class Sizes
{
    private readonly Dictionary<string, int> values;

    /// <summary>Values for a scenario.</summary>
    /// <param name="scenario">Whose parameters they are.</param>
    /// <param name="asked">What differs from the defaults; null if nothing.</param>
    /// <exception cref="ArgumentException">There is no such parameter, or its value is out of range.</exception>
    public Sizes(Scenario scenario, IReadOnlyDictionary<string, int>? asked = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        values = scenario.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default);
        foreach (var (name, value) in asked ?? new Dictionary<string, int>())
        {
            var parameter = scenario.Parameters.FirstOrDefault(parameter => parameter.Name == name)
                ?? throw new ArgumentException(
                    $"{scenario.Name} has no parameter '{name}'; it has: " +
                    $"{string.Join(", ", scenario.Parameters.Select(known => known.Name))}.");
            values[name] = value >= parameter.Min && value <= parameter.Max ? value : throw new ArgumentException(
                $"{scenario.Name} takes {name} from {parameter.Min} to {parameter.Max}, not {value}.");
        }

        Values = scenario.Parameters.ToDictionary(parameter => parameter.Name, parameter => values[parameter.Name]);
    }

    /// <summary>Every parameter with its value, in the scenario's order.</summary>
    public IReadOnlyDictionary<string, int> Values { get; }

    /// <summary>The value of a parameter.</summary>
    public int this[string name] => values[name];
}
