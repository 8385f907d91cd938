using Superpower;
using Superpower.Parsers;

namespace Interlock.Litmus.Formats;

/// <summary>Reads what locations and registers hold at first.</summary>
internal static class Initials
{
    // A location or a register: x, [x], 0:X1, P0:r1; a type may stand before it.
    private static readonly TextParser<(int? Thread, string Name)> Target =
        (from thread in Span.Regex("P?[0-9]+:").Select(span => span.ToStringValue())
         from name in Grammar.Name
         select ((int?)int.Parse(thread.Trim('P', ':'), System.Globalization.CultureInfo.InvariantCulture), name)).Try()
        .Or(Grammar.Name.Between(Grammar.Symbol("["), Grammar.Symbol("]")).Select(name => ((int?)null, name)))
        .Or(Grammar.Name.Select(name => ((int?)null, name)));

    private static readonly TextParser<Value> Right =
        Grammar.Number.Select(number => new Value(null, number))
            .Or(Grammar.Symbol("&").OptionalOrDefault().IgnoreThen(Grammar.Name).Select(name => new Value(name, 0)));

    private static readonly TextParser<(int? Thread, string Name, Value Value)> Assignment =
        from type in Span.Regex(@"(?:(?:volatile|atomic_int|int|uint64_t|uint32_t|int64_t|int32_t|long)\b\s*\*?\s*)+").Try().OptionalOrDefault()
        from target in Target
        from value in Grammar.Symbol("=").IgnoreThen(Right).OptionalOrDefault(new Value(null, 0))
        select (target.Thread, target.Name, value);

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="locations">The locations that are known so far, in order; those that come up here are added.</param>
    /// <returns>The initial values of registers by thread, and of locations by name.</returns>
    /// <exception cref="LitmusFormatException">It cannot be read.</exception>
    public static (ILookup<int, KeyValuePair<string, Value>> Registers, IReadOnlyDictionary<string, Value> Words) Read(
        Section section, LocationNames locations)
    {
        var registers = new List<(int Thread, string Name, Value Value)>();
        var words = new Dictionary<string, Value>();
        var line = section.Line;
        foreach (var part in section.Text.Split(';'))
        {
            if (part.Trim().Length > 0)
            {
                var (thread, name, value) = Grammar.Read(Assignment, part, line);
                if (value.Location is { } location)
                {
                    locations.Add(location);
                }

                if (thread is { } own)
                {
                    registers.Add((own, name, value));
                }
                else
                {
                    locations.Add(name);
                    words[name] = value;
                }
            }

            line += part.Count(letter => letter == '\n');
        }

        return (registers.ToLookup(entry => entry.Thread, entry => KeyValuePair.Create(entry.Name, entry.Value)), words);
    }

    /// <summary>A number, or the address of a location.</summary>
    /// <param name="Location">The location's name; null for a number.</param>
    /// <param name="Number">The number.</param>
    internal readonly record struct Value(string? Location, ulong Number);
}
