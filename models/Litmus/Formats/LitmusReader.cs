using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Interlock.Litmus.Formats;

/// <summary>Reads litmus tests in herd's format (Alglave, Maranget and Tautschnig, TOPLAS 2014).</summary>
public static partial class LitmusReader
{
    // The result of a read is known by the index of its instruction, and sets of results are 64 bits.
    private const int MostInstructions = 64;

    /// <summary>Reads a test.</summary>
    /// <param name="text">The whole file.</param>
    /// <exception cref="LitmusFormatException">Something in it is not known; the exception names the line.</exception>
    public static LitmusTest Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sections = Sections.Of(text);
        var locations = new LocationNames();
        var (registers, words) = Initials.Read(sections.Init, locations);
        var (architecture, reader) = sections.Architecture switch
        {
            "AArch64" => (Architecture.AArch64, (IInstructionReader)new AArch64Reader()),
            "X86" or "X86_64" => (Architecture.X86, new X86Reader(locations)),
            _ => throw new LitmusFormatException(1, $"tests of {sections.Architecture} cannot be read"),
        };
        var threads = Table.Columns(sections.Code)
            .Select((cells, thread) => new LitmusThread(
                registers[thread].ToImmutableDictionary(
                    entry => RegisterNames.Canonical(entry.Key), entry => ValueOf(entry.Value, locations)),
                Code(cells, reader)))
            .ToImmutableArray();
        var condition = new Propositions(locations).Read(sections.Question);
        return new LitmusTest(
            sections.Name,
            architecture,
            [.. sections.Variants],
            [.. locations.All.Select(name => new Location(name, words.TryGetValue(name, out var value) ? ValueOf(value, locations) : 0))],
            threads,
            condition);
    }

    private static ulong ValueOf(Initials.Value value, LocationNames locations) =>
        value.Location is { } name ? LocationNames.AddressOf(locations.Add(name)) : value.Number;

    // Labels first: a branch goes forward. A label may share a cell with an instruction or stand alone, also at the end.
    private static ImmutableArray<Instruction> Code(IReadOnlyList<Section> cells, IInstructionReader reader)
    {
        var labels = new Dictionary<string, int>();
        var texts = new List<Section>();
        foreach (var cell in cells)
        {
            var text = cell.Text;
            for (var label = Label().Match(text); label.Success; label = Label().Match(text))
            {
                labels[label.Groups[1].Value] = texts.Count;
                text = text[label.Length..].Trim();
            }

            if (text.Length > 0)
            {
                texts.Add(cell with { Text = text });
            }
        }

        return texts.Count <= MostInstructions
            ? [.. texts.Select((cell, index) => Read(cell, index, labels, reader))]
            : throw new LitmusFormatException(
                texts[MostInstructions].Line, $"a thread has more than {MostInstructions} instructions");
    }

    private static Instruction Read(Section cell, int index, Dictionary<string, int> labels, IInstructionReader reader)
    {
        int Target(string label) => !labels.TryGetValue(label, out var target)
            ? throw new LitmusFormatException(cell.Line, $"there is no label {label}")
            : target > index ? target
            : throw new LitmusFormatException(cell.Line, $"the branch to {label} goes backwards, and code runs forward only");
        return reader.Read(cell.Text, cell.Line, Target) with { Line = cell.Line, Text = cell.Text };
    }

    [GeneratedRegex(@"^([A-Za-z_][A-Za-z0-9_]*):(?![0-9])\s*")]
    private static partial Regex Label();
}
