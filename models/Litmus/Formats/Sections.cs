using System.Text.RegularExpressions;

namespace Interlock.Litmus.Formats;

/// <summary>The sections of a file, each with the line at which it begins.</summary>
/// <param name="Architecture">The first word.</param>
/// <param name="Name">The rest of the first line.</param>
/// <param name="Variants">The words after <c>Variant=</c>.</param>
/// <param name="Init">What stands between the braces.</param>
/// <param name="Code">The threads.</param>
/// <param name="Question">The filter and the condition; empty if there is none.</param>
internal sealed partial record Sections(
    string Architecture, string Name, IReadOnlyList<string> Variants, Section Init, Section Code, Section Question)
{
    /// <summary>The line of the variants.</summary>
    public int VariantLine { get; private init; }

    /// <summary>Divides a file.</summary>
    /// <exception cref="LitmusFormatException">A section is missing.</exception>
    public static Sections Of(string text)
    {
        text = Comment().Replace(text.Replace("\r\n", "\n", StringComparison.Ordinal), Blank);
        text = Appendix().Replace(text, Blank);
        var head = Head().Match(text);
        if (!head.Success)
        {
            throw new LitmusFormatException(1, "a test begins with its architecture and its name");
        }

        var open = text.IndexOf('{', head.Length);
        var close = open < 0 ? -1 : Closing(text, open);
        if (close < 0)
        {
            throw new LitmusFormatException(1, "there is no initial state in braces");
        }

        var question = Quantifiers().Match(text, close);
        var end = question.Success ? question.Index : text.Length;
        var code = text[(close + 1)..end];
        var locations = Locations().Match(code);
        if (locations.Success)
        {
            code = code[..locations.Index];
        }

        return new Sections(
            head.Groups[1].Value,
            head.Groups[2].Value.Trim(),
            [.. Variant().Matches(text[..open]).SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries))],
            new Section(text[(open + 1)..close], LineAt(text, open + 1)),
            new Section(code, LineAt(text, close + 1)),
            new Section(question.Success ? text[end..].TrimEnd() : string.Empty, LineAt(text, end)))
        {
            VariantLine = Variant().Match(text) is { Success: true } variant ? LineAt(text, variant.Index) : 1,
        };
    }

    private static string Blank(Match match) => string.Concat(match.Value.Select(letter => letter == '\n' ? '\n' : ' '));

    private static int LineAt(string text, int position) => 1 + text.AsSpan(0, position).Count('\n');

    private static int Closing(string text, int open)
    {
        var depth = 0;
        for (var position = open; position < text.Length; position++)
        {
            depth += text[position] == '{' ? 1 : text[position] == '}' ? -1 : 0;
            if (depth == 0)
            {
                return position;
            }
        }

        return -1;
    }

    [GeneratedRegex(@"\(\*.*?\*\)", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("<<.*?>>", RegexOptions.Singleline)]
    private static partial Regex Appendix();

    [GeneratedRegex(@"\A\s*(\w+)[ \t]+([^\n]*)\n")]
    private static partial Regex Head();

    [GeneratedRegex(@"^Variant=(.*)$", RegexOptions.Multiline)]
    private static partial Regex Variant();

    [GeneratedRegex(@"^[ \t]*(?:filter|exists|forall|~[ \t]*exists|not[ \t]+exists|final)\b", RegexOptions.Multiline)]
    private static partial Regex Quantifiers();

    [GeneratedRegex(@"^[ \t]*locations\b", RegexOptions.Multiline)]
    private static partial Regex Locations();
}

/// <summary>A part of a file.</summary>
/// <param name="Text">The text.</param>
/// <param name="Line">The line at which it begins, from 1.</param>
internal readonly record struct Section(string Text, int Line);
