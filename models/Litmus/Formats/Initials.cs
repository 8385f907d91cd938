using Superpower;

namespace Interlock.Litmus.Formats;

/// <summary>Reads what locations and registers hold at first.</summary>
internal sealed class Initials(Func<string, string> canonical)
{
    private const string Types =
        @"(?:(?:const|volatile|unsigned|signed|_Atomic|struct|bool|_Bool|char|short|int|long|atomic_int|atomic_long|atomic_t|atomic64_t"
        + @"|spinlock_t|ins_t|u?int(?:8|16|32|64|128|ptr)_t|__int128(?:_t)?|size_t)\b\s*)+(?:\*\s*)*";

    private static readonly TextParser<string> Type = Grammar.Lexeme(Grammar.Pattern(Types)).Select(type => type.ToStringValue());

    // A location or a register: x, [x], x[2], 0:X1, P0:r1.
    private static readonly TextParser<(int? Thread, string Name, int? Size)> Target =
        (from thread in Grammar.Thread
         from name in Grammar.Name
         select ((int?)thread, name, (int?)null)).Try()
        .Or(Grammar.Name.Between(Grammar.Symbol("["), Grammar.Symbol("]")).Select(name => ((int?)null, name, (int?)null)))
        .Or(from pointer in Grammar.Symbol("*").Many()
            from name in Grammar.Name
            from size in Grammar.Element.OrNull()
            select ((int?)null, name, size));

    private static readonly TextParser<(string? Type, int? Thread, string Name, int? Size, Value? Value)> Assignment =
        from type in Type.Try().AsNullable().OptionalOrDefault()
        from target in Target
        from value in Grammar.Symbol("=").IgnoreThen(Grammar.Value).AsNullable().OptionalOrDefault()
        select (type, target.Thread, target.Name, target.Size, value);

    private readonly List<(int? Thread, string Name, Value Value, int Line)> registers = [];
    private readonly List<(string Name, Value Value, int Line)> words = [];
    private readonly Dictionary<(int? Thread, string Name), int> sizes = [];

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="locations">The locations that are known so far; those that come up here are added.</param>
    /// <param name="canonical">The one name of a register.</param>
    /// <exception cref="LitmusFormatException">It cannot be read.</exception>
    public static Initials Read(Section section, LocationNames locations, Func<string, string> canonical)
    {
        var read = new Initials(canonical);
        var line = section.Line;
        foreach (var part in section.Text.Split(';'))
        {
            if (part.Trim().Length > 0)
            {
                read.Add(Grammar.Read(Assignment, part, line), locations, line + part.TakeWhile(char.IsWhiteSpace).Count(letter => letter == '\n'));
            }

            line += part.Count(letter => letter == '\n');
        }

        return read;
    }

    /// <summary>The bytes of a register that its declared type has; 4 without one.</summary>
    public int BytesOf(int thread, string register) => sizes.GetValueOrDefault((thread, register), 4);

    /// <summary>What the registers of a thread hold at first, by name.</summary>
    public IEnumerable<KeyValuePair<string, ulong>> RegistersOf(int thread, LocationNames locations, CodeLabels labels) => registers
        .Where(entry => entry.Thread is null || entry.Thread == thread)
        .Select(entry => KeyValuePair.Create(entry.Name, entry.Value.In(locations, labels, entry.Line)));

    /// <summary>Gives locations what they hold at first.</summary>
    public void Fill(LocationNames locations, CodeLabels labels)
    {
        foreach (var (name, value, line) in words)
        {
            var own = locations.WordsOf(name).ToList();
            var values = value is Value.List list ? list.Values : [value];
            if (values.Count > own.Count || (own.Count > 1 && value is not Value.List))
            {
                throw new LitmusFormatException(line, $"{name} has {own.Count} elements");
            }

            for (var element = 0; element < values.Count; element++)
            {
                var word = locations.Words[own[element]];
                var initial = values[element].In(locations, labels, line);
                locations.Set(own[element], word.Bytes < 4 || word.IsElement ? Calculation.Low(initial, word.Bytes * 8) : initial);
            }
        }
    }

    private static int BytesOf(string? type, int line) => type switch
    {
        null => 4,
        _ when type.Contains('*', StringComparison.Ordinal) => 8,
        _ when type.Contains("128", StringComparison.Ordinal) => throw new LitmusFormatException(line, "words of 16 bytes are not modelled"),
        _ when type.Contains("64", StringComparison.Ordinal) || type.Contains("long", StringComparison.Ordinal)
            || type.Contains("ptr", StringComparison.Ordinal) || type.Contains("size", StringComparison.Ordinal) => 8,
        _ when type.Contains("16", StringComparison.Ordinal) || type.Contains("short", StringComparison.Ordinal) => 2,
        _ when type.Contains("int8", StringComparison.Ordinal) || type.Contains("char", StringComparison.Ordinal)
            || type.Contains("ool", StringComparison.Ordinal) => 1,
        _ => 4,
    };

    private void Add((string? Type, int? Thread, string Name, int? Size, Value? Value) read, LocationNames locations, int line)
    {
        var (type, thread, name, size, value) = read;
        var bytes = BytesOf(type, line);
        if (thread is not null || name.StartsWith('%'))
        {
            var register = canonical(name);
            if (type is not null)
            {
                sizes[(thread, register)] = bytes;
            }

            registers.Add((thread, register, value ?? new Value.Number(0), line));
            return;
        }

        locations.Declare(name, bytes, size ?? (value as Value.List)?.Values.Count, line);
        if (value is not null)
        {
            words.Add((name, value, line));
        }
    }
}
