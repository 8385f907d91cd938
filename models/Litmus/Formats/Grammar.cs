using System.Globalization;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace Interlock.Litmus.Formats;

/// <summary>Pieces that the readers of all sections share.</summary>
internal static class Grammar
{
    public static TextParser<string> Name { get; } = Lexeme(
        Pattern("[%A-Za-z_.][A-Za-z0-9_.$%]*").Select(span => span.ToStringValue())).Named("name");

    public static TextParser<ulong> Number { get; } = Lexeme(
        Pattern("[-+]?(?:0[xX][0-9A-Fa-f]+|0b[01]+|[0-9]+)(?:[uUlL]*)(?![A-Za-z_])").Select(span => ParseNumber(span.ToStringValue())))
        .Where(number => number is not null).Select(number => number!.Value).Named("number");

    /// <summary>The number of a thread before a register or a label: 0:, P0:.</summary>
    public static TextParser<int> Thread { get; } = Lexeme(
        Pattern(@"P?[0-9]{1,4}\s*:(?!:)").Select(span => int.Parse(
            span.ToStringValue().Trim('P', ':', ' ', '\t'), CultureInfo.InvariantCulture)));

    /// <summary>The number of an element in brackets.</summary>
    public static TextParser<int> Element { get; } =
        Number.Between(Symbol("["), Symbol("]")).Select(element => (int)Math.Min(element, int.MaxValue));

    /// <summary>A value of a register or a location.</summary>
    public static TextParser<Value> Value { get; } = MakeValue();

    /// <summary>A text of some form. The group keeps every alternative at the place where the text begins.</summary>
    public static TextParser<TextSpan> Pattern(string regex) => Span.Regex($"(?:{regex})");

    /// <summary>A value that may be missing.</summary>
    public static TextParser<T?> OrNull<T>(this TextParser<T> parser)
        where T : struct => parser.Select(value => (T?)value).OptionalOrDefault();

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

    private static TextParser<Value> MakeValue()
    {
        var label = from thread in Thread
                    from name in Name
                    select (Value)new Value.Label(thread, name);
        var quoted = from kind in Lexeme(Pattern("(?i:instr|label)")).IgnoreThen(Symbol(":"))
                     from text in Lexeme(Pattern("\"[^\"]*\""))
                     select text.ToStringValue().Trim('"') into text
                     select Quoted(text);
        var nop = Lexeme(Pattern("NOP\\b")).Select(_ => (Value)new Value.Code("NOP"));
        var address = from ampersand in Symbol("&").OptionalOrDefault()
                      from name in Name.Where(name => name is not ("PTE" or "TTD" or "PA" or "tag" or "ATOMIC_INIT"))
                      from element in Element.OrNull()
                      select (Value)new Value.Address(name, element);
        var initializer = Symbol("ATOMIC_INIT").IgnoreThen(Number.Between(Symbol("("), Symbol(")"))).Select(number => (Value)new Value.Number(number));
        var single = label.Try().Or(Number.Try().Select(number => (Value)new Value.Number(number)))
            .Or(quoted.Try()).Or(nop.Try()).Or(initializer.Try()).Or(address);
        var list = single.ManyDelimitedBy(Symbol(",")).Between(Symbol("{"), Symbol("}")).Select(values => (Value)new Value.List(values));
        return list.Or(single.Try()).Or(single.Between(Symbol("("), Symbol(")")));
    }

    private static Value Quoted(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && int.TryParse(parts[0].Trim('P'), NumberStyles.None, CultureInfo.InvariantCulture, out var thread)
            ? new Value.Label(thread, parts[1])
            : new Value.Code(text);
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..37] + "...";

    // Null for what 64 bits cannot hold.
    private static ulong? ParseNumber(string text)
    {
        var isNegative = text.StartsWith('-');
        var digits = text.TrimStart('-', '+').TrimEnd('u', 'U', 'l', 'L');
        var (style, own) = digits.Length < 3 ? (NumberStyles.None, digits) : digits[1] switch
        {
            'x' or 'X' => (NumberStyles.AllowHexSpecifier, digits[2..]),
            'b' => (NumberStyles.AllowBinarySpecifier, digits[2..]),
            _ => (NumberStyles.None, digits),
        };
        return ulong.TryParse(own, style, CultureInfo.InvariantCulture, out var number) ? isNegative ? 0 - number : number : null;
    }
}
