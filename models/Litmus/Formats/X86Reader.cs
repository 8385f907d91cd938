using System.Text.RegularExpressions;
using Superpower;
using Superpower.Parsers;

namespace Interlock.Litmus.Formats;

/// <summary>Reads instructions of x86, in Intel's order (<c>MOV [x],$1</c>) and in AT&amp;T's (<c>movl $1,(x)</c>).</summary>
/// <param name="locations">The locations, which instructions name.</param>
internal sealed partial class X86Reader(LocationNames locations) : IInstructionReader
{
    private static readonly TextParser<Operand> Register =
        Grammar.Lexeme(Span.Regex("(?i:%?[ER][A-Z0-9]+)")).Select(name => new Operand(name.ToStringValue().TrimStart('%').ToUpperInvariant()));

    private static readonly TextParser<Operand> Immediate =
        Grammar.Symbol("$").OptionalOrDefault().IgnoreThen(Grammar.Number).Select(number => new Operand(null, number));

    private static readonly TextParser<string> Memory =
        Grammar.Name.Between(Grammar.Symbol("["), Grammar.Symbol("]")).Or(Grammar.Name.Between(Grammar.Symbol("("), Grammar.Symbol(")")));

    private static readonly TextParser<(Operand? Value, string? Word)> Any =
        Memory.Select(word => ((Operand?)null, (string?)word))
            .Or(Register.Try().Or(Immediate).Select(value => ((Operand?)value, (string?)null)));

    /// <inheritdoc/>
    public Instruction Read(string text, int line, Func<string, int> label)
    {
        var mnemonic = Mnemonic().Match(text).Value;
        var upper = mnemonic.ToUpperInvariant();
        if (upper == "MFENCE")
        {
            return new Instruction.Fence(FenceKind.Full);
        }

        if (upper is not ("MOV" or "MOVL" or "MOVQ" or "XCHG" or "XCHGL" or "XCHGQ"))
        {
            throw new LitmusFormatException(line, $"unknown instruction {mnemonic}");
        }

        var (left, right) = Grammar.Read(
            from first in Any
            from comma in Grammar.Symbol(",")
            from second in Any
            select (first, second),
            text[mnemonic.Length..], line);
        var (into, from) = upper.Length > 4 || upper is "MOVL" or "MOVQ" ? (right, left) : (left, right);
        return upper.StartsWith("XCHG", StringComparison.Ordinal) ? Exchange(into, from, line) : Move(into, from, line);
    }

    private Instruction Move((Operand? Value, string? Word) into, (Operand? Value, string? Word) from, int line) => (into, from) switch
    {
        ({ Word: { } word }, { Value: { } value }) => new Instruction.Store(value, At(word), WriteOrder.Plain, null),
        ({ Value.Register: { } register }, { Word: { } word }) => new Instruction.Load(register, At(word), ReadOrder.Plain, false),
        ({ Value.Register: { } register }, { Value: { } value }) => new Instruction.Compute(register, Arithmetic.Move, value, default),
        _ => throw new LitmusFormatException(line, "a move has one operand in memory at most, and a place to go"),
    };

    private Instruction.Atomic Exchange((Operand? Value, string? Word) into, (Operand? Value, string? Word) from, int line)
    {
        var word = into.Word ?? from.Word;
        var register = into.Value ?? from.Value;
        return word is not null && register?.Register is { } name
            ? new Instruction.Atomic(name, At(word), Update.Swap, register.Value, null, ReadOrder.Acquire, WriteOrder.Release)
            : throw new LitmusFormatException(line, "an exchange has a register and a word of memory");
    }

    private Place At(string word) => new(new Operand(null, LocationNames.AddressOf(locations.Add(word))));

    [GeneratedRegex("^[A-Za-z]+")]
    private static partial Regex Mnemonic();
}
