using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace Interlock.Litmus.Formats;

/// <summary>Pieces that the readers of all sections share.</summary>
internal static class Grammar
{
    public static TextParser<string> Name { get; } = Lexeme(
        Span.Regex("[A-Za-z_.][A-Za-z0-9_.$]*").Select(span => span.ToStringValue())).Named("name");

    public static TextParser<ulong> Number { get; } = Lexeme(
        Span.Regex("-?(?:0x[0-9A-Fa-f]+|[0-9]+)").Select(span => ParseNumber(span.ToStringValue()))).Named("number");

    /// <summary>A fixed text, and the white space after it.</summary>
    public static TextParser<TextSpan> Symbol(string text) => Lexeme(Span.EqualTo(text));

    public static TextParser<T> Lexeme<T>(TextParser<T> parser) =>
        from value in parser
        from space in Character.WhiteSpace.IgnoreMany()
        select value;

    /// <summary>Reads a whole text.</summary>
    /// <param name="parser">How.</param>
    /// <param name="text">The text.</param>
    /// <param name="line">The line of the file at which the text begins, from 1.</param>
    /// <exception cref="LitmusFormatException">It is not of that form.</exception>
    public static T Read<T>(TextParser<T> parser, string text, int line)
    {
        var result = Character.WhiteSpace.IgnoreMany().IgnoreThen(parser).AtEnd().TryParse(text);
        if (result.HasValue)
        {
            return result.Value;
        }

        var position = result.ErrorPosition.HasValue ? result.ErrorPosition : result.Remainder.Position;
        var rest = text[Math.Min(position.Absolute, text.Length)..].Trim();
        throw new LitmusFormatException(
            line + position.Line - 1, rest.Length == 0 ? "it ends too early" : $"cannot read '{Shortened(rest)}'");
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..37] + "...";

    private static ulong ParseNumber(string text)
    {
        var isNegative = text.StartsWith('-');
        var digits = text.TrimStart('-');
        var number = digits.StartsWith("0x", StringComparison.Ordinal)
            ? Convert.ToUInt64(digits[2..], 16)
            : ulong.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
        return isNegative ? 0 - number : number;
    }
}
