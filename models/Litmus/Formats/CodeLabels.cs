using System.Globalization;
using System.Text.RegularExpressions;

namespace Interlock.Litmus.Formats;

/// <summary>The labels of all threads, and instructions as words.</summary>
internal sealed partial class CodeLabels
{
    private readonly Dictionary<(int Thread, string Label), int> indices = [];

    /// <summary>Puts a label before an instruction of a thread.</summary>
    public void Add(int thread, string label, int index) => indices[(thread, label)] = index;

    /// <summary>The index of the instruction at a label; -1 if the thread has none of that name.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="label">The label, or a distance in bytes such as <c>.+8</c>.</param>
    /// <param name="from">The instruction that speaks of it.</param>
    public int Find(int thread, string label, int from) =>
        Distance().Match(label) is { Success: true } distance
            ? from + (int.Parse(distance.Groups[1].Value + distance.Groups[2].Value, CultureInfo.InvariantCulture) / 4)
            : indices.GetValueOrDefault((thread, label), -1);

    /// <summary>The labels of an instruction.</summary>
    public IEnumerable<string> Of(int thread, int index) =>
        indices.Where(entry => entry.Key.Thread == thread && entry.Value == index).Select(entry => entry.Key.Label);

    /// <summary>The address of a label.</summary>
    /// <exception cref="LitmusFormatException">There is none.</exception>
    public ulong AddressOf(int thread, string label, int line) => indices.TryGetValue((thread, label), out var index)
        ? LocationNames.AddressOfCode(thread, index)
        : throw new LitmusFormatException(line, $"there is no label {label} in thread {thread}");

    /// <summary>An instruction as a word: equal for equal instructions, where labels are distances.</summary>
    public uint Word(int thread, string instruction, int index)
    {
        var text = Blank().Replace(instruction, string.Empty).Replace("#", string.Empty, StringComparison.Ordinal);
        var last = Last().Match(instruction).Value;
        if (Find(thread, last, index) is >= 0 and var target && !last.StartsWith('.'))
        {
            text = string.Create(CultureInfo.InvariantCulture, $"{text[..^last.Length]}.{(target - index) * 4:+0;-0;+0}");
        }

        // FNV-1a, whose only use is that different instructions differ.
        return text.ToUpperInvariant().Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u);
    }

    [GeneratedRegex(@"^\.\s*([+-])\s*([0-9]{1,6})$")]
    private static partial Regex Distance();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"[^\s,]*$")]
    private static partial Regex Last();
}
