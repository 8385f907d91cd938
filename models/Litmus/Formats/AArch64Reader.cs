using System.Text.RegularExpressions;
using Superpower;
using Superpower.Parsers;

namespace Interlock.Litmus.Formats;

/// <summary>Reads instructions of AArch64.</summary>
internal sealed partial class AArch64Reader : IInstructionReader
{
    private static readonly TextParser<Operand> Register =
        Grammar.Lexeme(Span.Regex("(?i:[WX](?:[0-9]+|ZR))")).Select(name => RegisterNames.Canonical(name.ToStringValue().ToUpperInvariant()))
            .Select(name => name == RegisterNames.Zero ? new Operand(null) : new Operand(name));

    private static readonly TextParser<Operand> Immediate =
        Grammar.Symbol("#").OptionalOrDefault().IgnoreThen(Grammar.Number).Select(number => new Operand(null, number));

    private static readonly TextParser<Operand> Any = Register.Or(Immediate);

    private static readonly TextParser<Place> At =
        (from origin in Register
         from offset in Grammar.Symbol(",").IgnoreThen(Any).OptionalOrDefault(new Operand(null))
         from extension in Grammar.Symbol(",").IgnoreThen(Grammar.Lexeme(Span.Regex("(?i:SXTW|UXTW|LSL)"))).OptionalOrDefault()
         from shift in Grammar.Symbol("#").IgnoreThen(Grammar.Symbol("0")).OptionalOrDefault()
         select new Place(origin, offset)).Between(Grammar.Symbol("["), Grammar.Symbol("]"));

    /// <inheritdoc/>
    public Instruction Read(string text, int line, Func<string, int> label)
    {
        var mnemonic = Mnemonic().Match(text).Value.ToUpperInvariant();
        var operands = text[mnemonic.Length..];
        Instruction instruction = mnemonic switch
        {
            "NOP" => new Instruction.Nop(),
            "MOV" => Two(operands, line, (into, value) => new Instruction.Compute(Name(into), Arithmetic.Move, value, default)),
            "EOR" or "ADD" or "ADDS" or "AND" or "ANDS" or "ORR" or "SUB" or "SUBS" or "BIC" or "LSL" or "LSR" =>
                mnemonic.EndsWith('S') ? throw Unknown(mnemonic, line) : Three(operands, line, Operators[mnemonic]),
            "CMP" => Two(operands, line, (left, right) => new Instruction.Compare(left, right)),
            "CSEL" => Selected(operands, line),
            "CSET" => SetBy(operands, line),
            "B" => new Instruction.Branch(label(operands.Trim()), Test.Always, null),
            "B.EQ" or "BEQ" => new Instruction.Branch(label(operands.Trim()), Test.Equal, null),
            "B.NE" or "BNE" => new Instruction.Branch(label(operands.Trim()), Test.NotEqual, null),
            "CBZ" => Tested(operands, line, Test.Equal, label),
            "CBNZ" => Tested(operands, line, Test.NotEqual, label),
            "LDR" => Loaded(operands, line, ReadOrder.Plain, false),
            "LDAPR" => Loaded(operands, line, ReadOrder.AcquirePc, false),
            "LDAR" => Loaded(operands, line, ReadOrder.Acquire, false),
            "LDXR" => Loaded(operands, line, ReadOrder.Plain, true),
            "LDAXR" => Loaded(operands, line, ReadOrder.Acquire, true),
            "STR" => Stored(operands, line, WriteOrder.Plain),
            "STLR" => Stored(operands, line, WriteOrder.Release),
            "STXR" => Conditional(operands, line, WriteOrder.Plain),
            "STLXR" => Conditional(operands, line, WriteOrder.Release),
            "ISB" => new Instruction.Fence(FenceKind.Context),
            "DMB" => Fence(operands, line, FenceKind.Full),
            "DSB" => Fence(operands, line, FenceKind.Synchronization),
            _ => Atomic(mnemonic, operands, line),
        };
        return instruction;
    }

    private static Dictionary<string, Arithmetic> Operators { get; } = new()
    {
        ["EOR"] = Arithmetic.Xor,
        ["ADD"] = Arithmetic.Add,
        ["AND"] = Arithmetic.And,
        ["ORR"] = Arithmetic.Or,
        ["SUB"] = Arithmetic.Subtract,
        ["BIC"] = Arithmetic.Clear,
        ["LSL"] = Arithmetic.ShiftLeft,
        ["LSR"] = Arithmetic.ShiftRight,
    };

    private static LitmusFormatException Unknown(string mnemonic, int line) => new(line, $"unknown instruction {mnemonic}");

    private static string Name(Operand register) => register.Register ?? RegisterNames.Zero;

    private static Instruction Two(string operands, int line, Func<Operand, Operand, Instruction> make) => Grammar.Read(
        from first in Register
        from comma in Grammar.Symbol(",")
        from second in Any
        select make(first, second),
        operands, line);

    private static Instruction Three(string operands, int line, Arithmetic arithmetic) => Grammar.Read(
        from target in Register
        from comma in Grammar.Symbol(",")
        from left in Register
        from next in Grammar.Symbol(",")
        from right in Any
        from extension in Grammar.Symbol(",").IgnoreThen(Grammar.Lexeme(Span.Regex("(?i:SXTW|UXTW)"))).OptionalOrDefault()
        select (Instruction)new Instruction.Compute(Name(target), arithmetic, left, right),
        operands, line);

    private static Instruction Selected(string operands, int line) => Grammar.Read(
        from target in Register
        from comma in Grammar.Symbol(",")
        from left in Register
        from next in Grammar.Symbol(",")
        from right in Register
        from last in Grammar.Symbol(",")
        from test in Tests
        select (Instruction)new Instruction.Select(Name(target), test, left, right),
        operands, line);

    private static Instruction SetBy(string operands, int line) => Grammar.Read(
        from target in Register
        from comma in Grammar.Symbol(",")
        from test in Tests
        select (Instruction)new Instruction.Select(Name(target), test, new Operand(null, 1), new Operand(null)),
        operands, line);

    private static TextParser<Test> Tests { get; } =
        Grammar.Lexeme(Span.Regex("(?i:EQ)")).Select(_ => Test.Equal).Or(Grammar.Lexeme(Span.Regex("(?i:NE)")).Select(_ => Test.NotEqual));

    private static Instruction.Branch Tested(string operands, int line, Test test, Func<string, int> label)
    {
        var (register, target) = Grammar.Read(
            from tested in Register
            from comma in Grammar.Symbol(",")
            from name in Grammar.Name
            select (tested, name),
            operands, line);
        return new Instruction.Branch(label(target), test, register);
    }

    private static Instruction Loaded(string operands, int line, ReadOrder order, bool isExclusive) => Grammar.Read(
        from target in Register
        from comma in Grammar.Symbol(",")
        from at in At
        select (Instruction)new Instruction.Load(target.Register, at, order, isExclusive),
        operands, line);

    private static Instruction Stored(string operands, int line, WriteOrder order) => Grammar.Read(
        from value in Register
        from comma in Grammar.Symbol(",")
        from at in At
        select (Instruction)new Instruction.Store(value, at, order, null),
        operands, line);

    private static Instruction Conditional(string operands, int line, WriteOrder order) => Grammar.Read(
        from status in Register
        from comma in Grammar.Symbol(",")
        from value in Register
        from next in Grammar.Symbol(",")
        from at in At
        select (Instruction)new Instruction.Store(value, at, order, Name(status)),
        operands, line);

    private static Instruction.Fence Fence(string operands, int line, FenceKind full) => operands.Trim().ToUpperInvariant() switch
    {
        "SY" or "ISH" or "OSH" => new Instruction.Fence(full),
        "LD" or "ISHLD" or "OSHLD" when full == FenceKind.Full => new Instruction.Fence(FenceKind.Load),
        "ST" or "ISHST" or "OSHST" when full == FenceKind.Full => new Instruction.Fence(FenceKind.Store),
        _ => throw new LitmusFormatException(line, $"unknown barrier {operands.Trim()}"),
    };

    private static Instruction Atomic(string mnemonic, string operands, int line)
    {
        var match = Atomics().Match(mnemonic);
        if (!match.Success)
        {
            throw Unknown(mnemonic, line);
        }

        var (verb, orders) = (match.Groups[1].Value, match.Groups[2].Value);
        var write = orders.Contains('L', StringComparison.Ordinal) ? WriteOrder.Release : WriteOrder.Plain;
        var read = orders.Contains('A', StringComparison.Ordinal) ? ReadOrder.Acquire : ReadOrder.Plain;
        var update = verb[2..] switch
        {
            "P" => Update.Swap,
            "S" => Update.CompareAndSwap,
            "ADD" => Update.Add,
            "SET" => Update.Or,
            "CLR" => Update.Clear,
            _ => Update.Xor,
        };
        return verb.StartsWith("ST", StringComparison.Ordinal)
            ? Grammar.Read(
                from value in Register
                from comma in Grammar.Symbol(",")
                from at in At
                select (Instruction)new Instruction.Atomic(null, at, update, value, null, ReadOrder.Plain, write),
                operands, line)
            : Grammar.Read(
                from first in Register
                from comma in Grammar.Symbol(",")
                from second in Register
                from next in Grammar.Symbol(",")
                from at in At
                select update == Update.CompareAndSwap
                    ? (Instruction)new Instruction.Atomic(first.Register, at, update, second, first, read, write)
                    : new Instruction.Atomic(second.Register, at, update, first, null, second.Register is null ? ReadOrder.Plain : read, write),
                operands, line);
    }

    [GeneratedRegex(@"^[A-Za-z.0-9]+")]
    private static partial Regex Mnemonic();

    [GeneratedRegex("^(SWP|CAS|LDADD|LDSET|LDCLR|LDEOR|STADD|STSET|STCLR|STEOR)(AL|A|L|)$")]
    private static partial Regex Atomics();
}
