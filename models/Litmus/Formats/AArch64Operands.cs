using Superpower;

namespace Interlock.Litmus.Formats;

/// <summary>The operands of an instruction of AArch64, in order; extensions and shifts belong to the operand before them.</summary>
internal sealed class AArch64Operands
{
    private static readonly TextParser<Piece> Register =
        Grammar.Lexeme(Grammar.Pattern("(?i:[WX][0-9]+|[WX]ZR|W?SP|LR|[WX]?%[A-Z_][A-Z0-9_]*)(?![A-Za-z0-9_])")).Select(name => (Piece)RegisterOf(name.ToStringValue()));

    private static readonly TextParser<Piece> Immediate =
        Grammar.Symbol("#").OptionalOrDefault().IgnoreThen(Grammar.Number).Try()
            .Select(number => (Piece)new Piece.Value(new Operand(null, number), 0));

    private static readonly TextParser<Piece> Change =
        from verb in Grammar.Lexeme(Grammar.Pattern("(?i:LSL|LSR|ASR|ROR|[US]XT[BHWX])(?![A-Za-z0-9_.])"))
        from amount in Grammar.Symbol("#").OptionalOrDefault().IgnoreThen(Grammar.Number).Try().OrNull()
        select (Piece)new Piece.Change(verb.ToStringValue().ToUpperInvariant(), (int)(amount ?? 0));

    private static readonly TextParser<Piece> Named = Grammar.Lexeme(Grammar.Pattern(@"\.\s*[+-]\s*[0-9]+|[A-Za-z_.][A-Za-z0-9_.$]*"))
        .Select(name => (Piece)new Piece.Name(name.ToStringValue()));

    private static readonly TextParser<Piece> Plain = Change.Try().Or(Register.Try()).Or(Immediate.Try()).Or(Named);

    private static readonly TextParser<Piece> Bracketed =
        from open in Grammar.Symbol("[")
        from parts in Plain.AtLeastOnceDelimitedBy(Grammar.Symbol(","))
        from close in Grammar.Symbol("]")
        from before in Grammar.Symbol("!").OrNull()
        select (Piece)new Piece.Memory([.. Folded(parts).OfType<Piece.Value>()], before is not null);

    private static readonly TextParser<Piece[]> All = Bracketed.Or(Plain).ManyDelimitedBy(Grammar.Symbol(","));

    private readonly List<Piece> pieces;
    private readonly CodeLine code;

    /// <summary>Reads the operands of an instruction.</summary>
    /// <exception cref="LitmusFormatException">They cannot be read.</exception>
    public AArch64Operands(CodeLine code, string operands) =>
        (this.code, pieces) = (code, Folded(Grammar.Read(All, operands, code.Line)));

    /// <summary>How many there are.</summary>
    public int Count => pieces.Count;

    /// <summary>Whether the register at an index is one of 64 bits.</summary>
    public int BitsOf(int index) => pieces.ElementAtOrDefault(index) is Piece.Value { Bits: > 0 } register
        ? register.Bits
        : throw Refusal();

    /// <summary>The name of the register at an index, to be written.</summary>
    public string Into(int index) => pieces.ElementAtOrDefault(index) is Piece.Value { Bits: > 0 } register
        ? register.Operand.Register ?? RegisterNames.Zero
        : throw Refusal();

    /// <summary>The same; null where what is written is discarded.</summary>
    public string? Result(int index) => Into(index) is var name && name == RegisterNames.Zero ? null : name;

    /// <summary>The register or number at an index.</summary>
    public Operand At(int index) => pieces.ElementAtOrDefault(index) is Piece.Value value ? value.Operand : throw Refusal();

    /// <summary>The number at an index.</summary>
    public ulong Number(int index) => At(index) is { Register: null, Extension: Extension.None } number ? Calculation.Of(number, 0) : throw Refusal();

    /// <summary>The number at an index, or another if there is none.</summary>
    public ulong NumberOr(int index, ulong otherwise) => index < Count ? Number(index) : otherwise;

    /// <summary>The name at an index.</summary>
    public string Name(int index) => pieces.ElementAtOrDefault(index) is Piece.Name name ? name.Is : throw Refusal();

    /// <summary>The condition at an index.</summary>
    public Test Test(int index) => TestOf(Name(index)) ?? throw Refusal();

    /// <summary>The address at an index, and what becomes of its base after the access; null for nothing.</summary>
    public (Place At, Operand? After, bool IsBefore) Memory(int index)
    {
        if (pieces.ElementAtOrDefault(index) is not Piece.Memory { Parts: [{ Bits: 64 } origin, ..] } memory || memory.Parts.Count > 2)
        {
            throw Refusal();
        }

        var offset = memory.Parts.Count == 2 ? memory.Parts[1].Operand : new Operand(null);
        return index + 1 < Count ? (new Place(origin.Operand), At(index + 1), false)
            : memory.IsBefore ? (new Place(origin.Operand, offset), offset, true)
            : (new Place(origin.Operand, offset), null, false);
    }

    /// <summary>Says that there are no more than so many.</summary>
    /// <exception cref="LitmusFormatException">There are.</exception>
    public void AtMost(int count)
    {
        if (pieces.Count > count)
        {
            throw Refusal();
        }
    }

    /// <summary>The test that a condition's name stands for; null if it is none.</summary>
    public static Test? TestOf(string name) => name.ToUpperInvariant() switch
    {
        "EQ" => Litmus.Test.Equal,
        "NE" => Litmus.Test.NotEqual,
        "CS" or "HS" => Litmus.Test.CarrySet,
        "CC" or "LO" => Litmus.Test.CarryClear,
        "MI" => Litmus.Test.Minus,
        "PL" => Litmus.Test.Plus,
        "VS" => Litmus.Test.Overflow,
        "VC" => Litmus.Test.NoOverflow,
        "HI" => Litmus.Test.Higher,
        "LS" => Litmus.Test.LowerOrSame,
        "GE" => Litmus.Test.GreaterOrEqual,
        "LT" => Litmus.Test.Less,
        "GT" => Litmus.Test.Greater,
        "LE" => Litmus.Test.LessOrEqual,
        "AL" or "NV" => Litmus.Test.Always,
        _ => null,
    };

    /// <summary>The refusal of operands that an instruction does not have.</summary>
    public LitmusFormatException Refusal() => code.Refusal(
        pieces.Count == 0 ? "it ends too early" : $"the operands of '{code.Text}' are not known for this instruction");

    private static Piece.Value RegisterOf(string text)
    {
        var upper = text.ToUpperInvariant();
        var percent = text.IndexOf('%', StringComparison.Ordinal);
        var name = percent >= 0 ? text[percent..] : RegisterNames.Canonical(upper);
        var isWord = upper[0] == 'W';
        return new Piece.Value(
            name == RegisterNames.Zero ? new Operand(null) : new Operand(name, 0, isWord ? Extension.Word : Extension.None, IsWhole: !isWord),
            isWord ? 32 : 64);
    }

    private static List<Piece> Folded(IEnumerable<Piece> pieces)
    {
        var folded = new List<Piece>();
        foreach (var piece in pieces)
        {
            if (piece is Piece.Change change && folded.LastOrDefault() is Piece.Value value)
            {
                folded[^1] = value with { Operand = Changed(value.Operand, change) };
            }
            else
            {
                folded.Add(piece);
            }
        }

        return folded;
    }

    private static Operand Changed(Operand operand, Piece.Change change) => change.Verb switch
    {
        "LSL" => operand with { Shift = Arithmetic.ShiftLeft, Amount = change.Amount },
        "LSR" => operand with { Shift = Arithmetic.ShiftRight, Amount = change.Amount },
        "ASR" => operand with { Shift = Arithmetic.ShiftRightSigned, Amount = change.Amount },
        "ROR" => operand with { Shift = Arithmetic.Rotate, Amount = change.Amount },
        _ => operand with
        {
            Extension = (change.Verb[0], change.Verb[^1]) switch
            {
                ('U', 'B') => Extension.Byte,
                ('U', 'H') => Extension.Halfword,
                ('U', 'W') => Extension.Word,
                ('S', 'B') => Extension.SignedByte,
                ('S', 'H') => Extension.SignedHalfword,
                ('S', 'W') => Extension.SignedWord,
                _ => Extension.None,
            },
            Shift = Arithmetic.ShiftLeft,
            Amount = change.Amount,
            IsWhole = true,
        },
    };

    private abstract record Piece
    {
        public sealed record Value(Operand Operand, int Bits) : Piece;

        public sealed record Memory(IReadOnlyList<Value> Parts, bool IsBefore) : Piece;

        public sealed record Change(string Verb, int Amount) : Piece;

        public sealed record Name(string Is) : Piece;
    }
}
