using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Interlock.Viewer.Graphs;

/// <summary>A condition on states, as the viewer's page reads it from what was typed: it is a tree of these.</summary>
public abstract record Condition
{
    private const int Deepest = 50;

    /// <summary>Reads a condition.</summary>
    /// <param name="json">As <c>{"op": "=", "name": "owner of page 2", "value": "VM 1"}</c>, or <c>{"op": "and", "of": [...]}</c>.</param>
    /// <exception cref="QuestionException">It is none.</exception>
    public static Condition Read(JToken? json) => Read(json, 0);

    /// <summary>Whether it holds, for every state.</summary>
    /// <param name="states">How many states there are.</param>
    /// <param name="column">Says what a fact is in every state.</param>
    public abstract bool[] Holds(int states, Func<string, FactColumn> column);

    private static Condition Read(JToken? json, int depth)
    {
        if (json is not JObject || depth > Deepest)
        {
            throw new QuestionException("That is no condition.");
        }

        var op = (string?)json["op"];
        return op switch
        {
            "and" or "or" or "not" => new Joined(op, [.. (json["of"] as JArray ?? []).Select(part => Read(part, depth + 1))]),
            "=" or "!=" or "<" or "<=" or ">" or ">=" or "~" =>
                new Compared((string?)json["name"] ?? string.Empty, op, (string?)json["value"] ?? string.Empty),
            _ => throw new QuestionException($"'{op}' joins or compares nothing."),
        };
    }

    /// <summary>All hold, or one does, or the first does not.</summary>
    private sealed record Joined(string Op, IReadOnlyList<Condition> Of) : Condition
    {
        public override bool[] Holds(int states, Func<string, FactColumn> column)
        {
            if (Of.Count == 0)
            {
                throw new QuestionException($"'{Op}' joins nothing.");
            }

            var holds = Of[0].Holds(states, column);
            foreach (var part in Of.Skip(1))
            {
                var other = part.Holds(states, column);
                for (var state = 0; state < states; state++)
                {
                    holds[state] = Op == "and" ? holds[state] && other[state] : holds[state] || other[state];
                }
            }

            return Op == "not" ? Array.ConvertAll(holds, held => !held) : holds;
        }
    }

    /// <summary>A fact compared with a value: numbers as numbers, all else as text, whatever the case of letters.</summary>
    private sealed record Compared(string Name, string Op, string Value) : Condition
    {
        public override bool[] Holds(int states, Func<string, FactColumn> column)
        {
            var facts = column(Name);
            var holds = facts.Texts.Select(Holds).ToArray();
            var all = new bool[states];
            for (var state = 0; state < states; state++)
            {
                all[state] = holds[facts.States[state]];
            }

            return all;
        }

        private bool Holds(string text) => Op switch
        {
            "~" => text.Contains(Value, StringComparison.OrdinalIgnoreCase),
            "=" => AreEqual(text),
            "!=" => !AreEqual(text),
            _ => Number(text) is { } left && Number(Value) is { } right && Op switch
            {
                "<" => left < right,
                "<=" => left <= right,
                ">" => left > right,
                _ => left >= right,
            },
        };

        private bool AreEqual(string text) => string.Equals(text, Value, StringComparison.OrdinalIgnoreCase)
            || (Number(text) is { } left && left == Number(Value));

        private static ulong? Number(string text) =>
            text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
                ? ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null
                : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
