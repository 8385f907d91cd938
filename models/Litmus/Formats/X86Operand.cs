using Superpower;

namespace Interlock.Litmus.Formats;

/// <summary>An operand of an instruction of x86.</summary>
/// <param name="Value">The register or the number; of an operand in memory, nothing.</param>
/// <param name="At">The address; null of a register or a number.</param>
/// <param name="Bytes">How many bytes it has; 0 where it does not say.</param>
internal readonly record struct X86Operand(Operand Value, Place? At, int Bytes)
{
    private const string Registers = "(?i:%?(?:[er]?(?:ax|bx|cx|dx|si|di|bp|sp)|[abcd]l|(?:si|di|bp|sp)l|r[0-9]{1,2}[dwb]?))(?![A-Za-z0-9_])";

    private static readonly TextParser<string> Register = Grammar.Lexeme(Grammar.Pattern(Registers)).Select(name => name.ToStringValue());

    private static readonly TextParser<ulong> Immediate = Grammar.Symbol("$").OptionalOrDefault().IgnoreThen(Grammar.Number);

    private static readonly TextParser<string> Location = Grammar.Lexeme(Grammar.Pattern("[A-Za-z_][A-Za-z0-9_.]*")).Select(name => name.ToStringValue());

    /// <summary>The operands of an instruction.</summary>
    /// <param name="locations">The locations, which operands name.</param>
    public static TextParser<X86Operand[]> All(LocationNames locations)
    {
        var register = Register.Try().Select(name => new X86Operand(new Operand(RegisterNames.Canonical(name), 0, ExtensionOf(name)), null, BytesOf(name)));
        var immediate = Immediate.Try().Select(number => new X86Operand(new Operand(null, number), null, 0));
        var origin = Register.Try().Select(name => new Operand(RegisterNames.Canonical(name)))
            .Or(Location.Select(name => new Operand(null, locations.AddressOf(name))));
        var intel = from size in Grammar.Lexeme(Grammar.Pattern("(?i:(?:byte|word|dword|qword)\\s+ptr)")).OptionalOrDefault()
                    from open in Grammar.Symbol("[")
                    from at in origin
                    from offset in Grammar.Number.Try().OptionalOrDefault()
                    from close in Grammar.Symbol("]")
                    select new X86Operand(default, new Place(at, new Operand(null, offset)), 0);
        var index = from comma in Grammar.Symbol(",")
                    from name in Register
                    from scale in Grammar.Symbol(",").IgnoreThen(Grammar.Number).OptionalOrDefault(1UL)
                    where scale is 0 or 1 or 2 or 4 or 8
                    select new Operand(RegisterNames.Canonical(name), 0, Extension.None, Arithmetic.ShiftLeft, (int)Math.Log2(Math.Max(scale, 1)));
        var inner = from open in Grammar.Symbol("(")
                    from at in origin
                    from offset in index.OrNull()
                    from close in Grammar.Symbol(")")
                    select (at, offset);
        var segment = Grammar.Lexeme(Grammar.Pattern("%[a-z]s:")).OptionalOrDefault();
        var atAndT = from prefix in segment
                     from distance in Grammar.Number.Try().OptionalOrDefault()
                     from parts in inner
                     where distance == 0 || parts.offset is null
                     select new X86Operand(default, new Place(parts.at, parts.offset ?? new Operand(null, distance)), 0);
        var relative = from name in Location
                       from tail in Grammar.Lexeme(Grammar.Pattern(@"\(%rip\)"))
                       select new X86Operand(default, new Place(new Operand(null, locations.AddressOf(name))), 0);
        return intel.Try().Or(atAndT.Try()).Or(relative.Try()).Or(register).Or(immediate).ManyDelimitedBy(Grammar.Symbol(","));
    }

    private static int BytesOf(string name)
    {
        var text = name.TrimStart('%').ToLowerInvariant();
        return text switch
        {
            _ when text[0] == 'r' && char.IsAsciiDigit(text[1]) => text[^1] switch { 'd' => 4, 'w' => 2, 'b' => 1, _ => 8 },
            _ when text[0] == 'r' => 8,
            _ when text[0] == 'e' => 4,
            _ when text[^1] == 'l' => 1,
            _ => 2,
        };
    }

    private static Extension ExtensionOf(string name) => BytesOf(name) switch
    {
        1 => Extension.Byte,
        2 => Extension.Halfword,
        4 => Extension.Word,
        _ => Extension.None,
    };
}
