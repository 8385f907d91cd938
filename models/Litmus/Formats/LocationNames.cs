using System.Globalization;

namespace Interlock.Litmus.Formats;

/// <summary>The locations of a test in the order in which they come up, their sizes and their addresses.</summary>
internal sealed class LocationNames
{
    // Far from the numbers that tests compute with, within 31 bits, and far enough apart for no small number to lead from one to another.
    private const ulong First = 0x5A00_0000;
    private const ulong Distance = 0x1_0000;
    private const ulong FirstCode = 0x7C00_0000;
    private const int MostElements = 4096;

    private readonly Dictionary<string, int> firsts = [];
    private readonly List<Location> words = [];

    /// <summary>The words, elements of arrays one by one.</summary>
    public IReadOnlyList<Location> Words => words;

    /// <summary>The address of an instruction.</summary>
    public static ulong AddressOfCode(int thread, int index) => FirstCode + ((ulong)thread * Distance) + ((ulong)index * 4);

    /// <summary>Makes a location known.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="bytes">The bytes of an element.</param>
    /// <param name="elements">How many elements an array has; null for what is none.</param>
    /// <param name="line">The line, for a refusal.</param>
    /// <returns>The index of its first word.</returns>
    /// <exception cref="LitmusFormatException">It is known with another size, or too large.</exception>
    public int Declare(string name, int bytes, int? elements, int line)
    {
        if (elements is < 1 or > MostElements)
        {
            throw new LitmusFormatException(line, $"an array has 1 to {MostElements} elements");
        }

        if (firsts.TryGetValue(name, out var known))
        {
            if (elements is null && !words[known].IsElement)
            {
                words[known] = words[known] with { Bytes = bytes };
                return known;
            }

            throw new LitmusFormatException(line, $"{name} is declared after its use");
        }

        var address = First + ((ulong)firsts.Count * Distance);
        firsts.Add(name, words.Count);
        for (var element = 0; element < (elements ?? 1); element++)
        {
            words.Add(new Location(
                elements is null ? name : string.Create(CultureInfo.InvariantCulture, $"{name}[{element}]"),
                0, address + (ulong)(element * bytes), bytes, elements is not null));
        }

        return firsts[name];
    }

    /// <summary>The index of a location's word, which is added if it is new.</summary>
    /// <exception cref="LitmusFormatException">There is no such element.</exception>
    public int Add(string name, int? element = null, int line = 1)
    {
        var first = firsts.TryGetValue(name, out var known) ? known : Declare(name, 4, null, line);
        var word = first + (element ?? 0);
        return element is null || (word < words.Count && words[word].IsElement && words[word].Name.StartsWith(name + "[", StringComparison.Ordinal))
            ? word
            : throw new LitmusFormatException(line, $"there is no {name}[{element}]");
    }

    /// <summary>The words of a location.</summary>
    public IEnumerable<int> WordsOf(string name)
    {
        var first = Add(name);
        return Enumerable.Range(first, words[first].IsElement
            ? words.Skip(first).TakeWhile(word => word.Name.StartsWith(name + "[", StringComparison.Ordinal)).Count()
            : 1);
    }

    /// <summary>The address of a location, which is added if it is new.</summary>
    public ulong AddressOf(string name, int? element = null, int line = 1) => words[Add(name, element, line)].Address;

    /// <summary>Says what a word holds at first.</summary>
    public void Set(int word, ulong initial) => words[word] = words[word] with { Initial = initial };
}
