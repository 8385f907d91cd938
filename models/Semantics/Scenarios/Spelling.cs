namespace Interlock.Semantics.Scenarios;

/// <summary>Suggestions for misspelt names.</summary>
public static class Spelling
{
    /// <summary>The nearest name by Levenshtein's distance, the number of letters to insert, to delete or to replace.</summary>
    /// <param name="name">The misspelt name.</param>
    /// <param name="names">The existing names; at least one.</param>
    public static string Nearest(string name, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(name);
        return names.MinBy(known => Distance(name, known))!;
    }

    private static int Distance(string from, string to)
    {
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var row = 1; row <= from.Length; row++)
        {
            var current = new int[to.Length + 1];
            current[0] = row;
            for (var column = 1; column <= to.Length; column++)
            {
                var replaced = previous[column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, 1 + Math.Min(previous[column], current[column - 1]));
            }

            previous = current;
        }

        return previous[to.Length];
    }
}
