using Newtonsoft.Json;

namespace Interlock.Mutate;

/// <summary>
/// The changes of which it is known that nobody notices them, each with the reason: a file of the project. It names them without
/// line numbers, so that only a change of what they change makes an entry stale.
/// </summary>
public sealed class Explanations
{
    private readonly Dictionary<string, string> reasons = [];

    private Explanations(IEnumerable<Explanation> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Reason.Length == 0)
            {
                throw new ArgumentException("An explanation without a reason explains nothing.");
            }

            foreach (var name in entry.Names)
            {
                if (!reasons.TryAdd(name, entry.Reason))
                {
                    throw new ArgumentException($"Two explanations of one thing: {name}.");
                }
            }
        }
    }

    /// <summary>What is explained.</summary>
    public IReadOnlyCollection<string> Names => reasons.Keys;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ArgumentException">It cannot be read, or explains something twice or not at all.</exception>
    public static Explanations Read(string path)
    {
        try
        {
            return new Explanations(JsonConvert.DeserializeObject<List<Explanation>>(File.ReadAllText(path)) ?? []);
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"{path} is not a list of explanations: {exception.Message}", exception);
        }
    }

    /// <summary>Why nobody notices; null if nobody knows.</summary>
    public string? Of(string name) => reasons.GetValueOrDefault(name);

    private sealed record Explanation(string Reason, IReadOnlyList<string> Names);
}
