using System.Globalization;
using System.Text.RegularExpressions;

namespace Interlock.Litmus.Formats;

/// <summary>The words of a text in C, one after the other.</summary>
internal sealed partial class CTokens
{
    private readonly List<(string Text, int Line)> tokens;
    private readonly string[] lines;
    private readonly int first;
    private int next;

    /// <summary>Takes a text apart.</summary>
    /// <exception cref="LitmusFormatException">A letter in it cannot be part of one.</exception>
    public CTokens(Section section)
    {
        var text = Comment().Replace(section.Text, match => string.Concat(match.Value.Select(letter => letter == '\n' ? '\n' : ' ')));
        (lines, first, tokens) = (text.Split('\n'), section.Line, []);
        for (var line = 0; line < lines.Length; line++)
        {
            foreach (Match match in Token().Matches(lines[line]))
            {
                tokens.Add((match.Value, first + line));
            }
        }

        if (tokens.Find(token => token.Text.Length == 1 && !Known().IsMatch(token.Text)) is { Text: not null } unknown)
        {
            throw new LitmusFormatException(unknown.Line, $"cannot read '{unknown.Text}'");
        }
    }

    /// <summary>Whether there are no more.</summary>
    public bool IsAtEnd => next >= tokens.Count;

    /// <summary>The word that comes next; empty at the end.</summary>
    public string Text => IsAtEnd ? string.Empty : tokens[next].Text;

    /// <summary>The line of the word before it.</summary>
    public int Line => tokens.Count == 0 ? first : tokens[Math.Clamp(next - 1, 0, tokens.Count - 1)].Line;

    /// <summary>The text of that line.</summary>
    public string StatementText => lines[Line - first].Trim().TrimEnd(';');

    /// <summary>Whether the next word is this one.</summary>
    public bool Is(string text) => Text == text;

    /// <summary>Goes on.</summary>
    public void Next() => next++;

    /// <summary>Goes on if the next word is this one.</summary>
    public bool Accept(string text)
    {
        if (!Is(text))
        {
            return false;
        }

        Next();
        return true;
    }

    /// <summary>Goes on behind a word that has to come.</summary>
    /// <exception cref="LitmusFormatException">It does not come.</exception>
    public void Take(string text)
    {
        if (!Accept(text))
        {
            throw Refusal(IsAtEnd ? "it ends too early" : $"cannot read '{Text}', where '{text}' has to come");
        }
    }

    /// <summary>A name that has to come.</summary>
    /// <exception cref="LitmusFormatException">None comes.</exception>
    public string Name()
    {
        var name = Text;
        if (name.Length == 0 || !(char.IsAsciiLetter(name[0]) || name[0] == '_'))
        {
            throw Refusal(IsAtEnd ? "it ends too early" : $"cannot read '{Text}', where a name has to come");
        }

        Next();
        return name;
    }

    /// <summary>A number, if one comes.</summary>
    public ulong? Number()
    {
        if (Text.Length == 0 || !char.IsAsciiDigit(Text[0]))
        {
            return null;
        }

        var digits = Text.TrimEnd('u', 'U', 'l', 'L');
        var isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (!ulong.TryParse(isHex ? digits[2..] : digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw Refusal($"cannot read '{Text}'");
        }

        Next();
        return number;
    }

    /// <summary>Why it cannot be read.</summary>
    public LitmusFormatException Refusal(string why) => new(IsAtEnd ? Line : tokens[next].Line, why);

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9A-Za-z]*|==|!=|&&|\|\||\S")]
    private static partial Regex Token();

    [GeneratedRegex(@"[A-Za-z0-9_(){};,=*&|^!<>+-]")]
    private static partial Regex Known();
}
