using System.Text.RegularExpressions;
using Superpower;

namespace Interlock.Litmus.Formats;

/// <summary>
/// Reads instructions of x86, in Intel's order (<c>MOV [x],$1</c>) and in AT&amp;T's (<c>movl $1,(x)</c>), which registers with a percent
/// sign, parentheses and sizes in the mnemonic tell.
/// </summary>
/// <param name="locations">The locations, which instructions name.</param>
internal sealed partial class X86Reader(LocationNames locations) : IInstructionReader
{
    private static readonly Operand Flag = new(RegisterNames.Scratch);

    private readonly TextParser<X86Operand[]> operands = X86Operand.All(locations);

    /// <inheritdoc/>
    public IReadOnlyList<Instruction> Read(CodeLine code)
    {
        var match = Mnemonic().Match(code.Text);
        var (verb, rest) = (match.Groups[2].Value.ToLowerInvariant(), code.Text[match.Length..]);
        var isLocked = match.Groups[1].Success;
        if (!match.Success)
        {
            throw code.Refusal($"cannot read '{code.Text}'");
        }

        if (Simple(verb, rest, code) is { } simple)
        {
            return simple;
        }

        var (stem, size) = Stem(verb) ?? throw code.Refusal($"unknown instruction {match.Groups[2].Value}");
        var read = Grammar.Read(operands, rest, code.Line);
        if (size > 0 || rest.Contains('%', StringComparison.Ordinal) || rest.Contains('(', StringComparison.Ordinal))
        {
            Array.Reverse(read);
        }

        var bytes = size > 0 ? size : read.Select(operand => operand.Bytes).FirstOrDefault(own => own > 0) is > 0 and var told ? told : 4;
        return Access(stem, read, bytes, isLocked, code);
    }

    private static Instruction[]? Simple(string verb, string rest, CodeLine code) => verb switch
    {
        "nop" or "nopl" or "nopw" or "endbr64" or "lfence" or "sfence" or "pause" => [new Instruction.Nop()],
        "mfence" => [new Instruction.Fence(FenceKind.Full)],
        "ret" or "retq" => [new Instruction.Branch(code.Count, Test.Always, null)],
        "jmp" => [new Instruction.Branch(code.Target(rest), Test.Always, null)],
        _ when verb[0] == 'j' && TestOf(verb[1..]) is { } test => [new Instruction.Branch(code.Target(rest), test, null)],
        _ => null,
    };

    // Carry is the opposite of a borrow here, as on Arm.
    private static Test? TestOf(string condition) => condition switch
    {
        "e" or "z" => Test.Equal,
        "ne" or "nz" => Test.NotEqual,
        "s" => Test.Minus,
        "ns" => Test.Plus,
        "l" or "nge" => Test.Less,
        "ge" or "nl" => Test.GreaterOrEqual,
        "g" or "nle" => Test.Greater,
        "le" or "ng" => Test.LessOrEqual,
        _ => null,
    };

    private static (string Stem, int Size)? Stem(string verb)
    {
        string[] known = ["mov", "xchg", "cmpxchg", "xadd", "add", "sub", "and", "or", "xor", "cmp", "test", "inc", "dec", "neg", "not", "shl", "shr", "lea"];
        return known.Contains(verb) ? (verb, 0)
            : known.Contains(verb[..^1]) && "bwlq".IndexOf(verb[^1], StringComparison.Ordinal) is >= 0 and var size ? (verb[..^1], 1 << size)
            : null;
    }

    private static Instruction[] Access(string stem, X86Operand[] read, int bytes, bool isLocked, CodeLine code)
    {
        var extension = bytes switch { 1 => Extension.Byte, 2 => Extension.Halfword, 4 => Extension.Word, _ => Extension.None };
        return (stem, read) switch
        {
            ("mov", [{ At: { } at }, { At: null } value]) => [new Instruction.Store(value.Value, at, WriteOrder.Plain, null, bytes)],
            ("mov", [{ Value.Register: { } register }, { At: { } at }]) => [new Instruction.Load(register, at, ReadOrder.Plain, false, bytes, extension)],
            ("mov", [{ Value.Register: { } register }, { At: null } value]) =>
                [new Instruction.Compute(register, Arithmetic.Move, value.Value, default, bytes * 8)],
            ("lea", [{ Value.Register: { } register }, { At: { } at }]) => [new Instruction.Compute(register, Arithmetic.Add, at.Base, at.Offset)],
            ("xchg", [{ At: { } at }, { Value.Register: { } register } value]) => [Atomic(register, at, Update.Swap, value.Value, bytes)],
            ("xchg", [{ Value.Register: { } register } value, { At: { } at }]) => [Atomic(register, at, Update.Swap, value.Value, bytes)],
            ("xadd", [{ At: { } at }, { Value.Register: { } register } value]) when isLocked => [Atomic(register, at, Update.Add, value.Value, bytes)],
            ("cmpxchg", [{ At: { } at }, { Value.Register: not null } value]) when isLocked =>
            [
                new Instruction.Atomic(
                    "RAX", at, Update.CompareAndSwap, value.Value, new Operand("RAX"), ReadOrder.Acquire, WriteOrder.Release, bytes)
                {
                    Told = RegisterNames.Scratch,
                },
                new Instruction.Compute(RegisterNames.Zero, Arithmetic.Subtract, Flag, new Operand(null, 1), 64, SetsFlags: true),
            ],
            ("cmp" or "test", [var left, var right]) => Compared(stem, left, right, bytes),
            ("inc" or "dec", [var into]) => Changed(stem == "inc" ? Arithmetic.Add : Arithmetic.Subtract, into, new Operand(null, 1), bytes, isLocked, code),
            ("neg", [{ Value.Register: { } register } value]) =>
                [new Instruction.Compute(register, Arithmetic.Subtract, default, value.Value, bytes * 8, SetsFlags: true)],
            ("not", [{ Value.Register: { } register } value]) =>
                [new Instruction.Compute(register, Arithmetic.Xor, value.Value, new Operand(null, ulong.MaxValue), bytes * 8)],
            ("shl" or "shr", [var into, { At: null } amount]) =>
                Changed(stem == "shl" ? Arithmetic.ShiftLeft : Arithmetic.ShiftRight, into, amount.Value, bytes, isLocked, code),
            ("add" or "sub" or "and" or "or" or "xor", [var into, { At: null } value]) => Changed(OperatorOf(stem), into, value.Value, bytes, isLocked, code),
            ("add" or "sub" or "and" or "or" or "xor", [{ Value.Register: { } register } into, { At: { } at }]) =>
            [
                new Instruction.Load(RegisterNames.Scratch, at, ReadOrder.Plain, false, bytes),
                new Instruction.Compute(register, OperatorOf(stem), into.Value, Flag, bytes * 8, SetsFlags: true),
            ],
            _ => throw code.Refusal($"the operands of '{code.Text}' are not known for this instruction"),
        };
    }

    private static Arithmetic OperatorOf(string stem) => stem switch
    {
        "add" => Arithmetic.Add,
        "sub" => Arithmetic.Subtract,
        "and" => Arithmetic.And,
        "or" => Arithmetic.Or,
        _ => Arithmetic.Xor,
    };

    private static Instruction.Atomic Atomic(string? into, Place at, Update update, Operand value, int bytes) =>
        new(into, at, update, value, null, ReadOrder.Acquire, WriteOrder.Release, bytes);

    private static Instruction[] Compared(string stem, X86Operand left, X86Operand right, int bytes)
    {
        var arithmetic = stem == "cmp" ? Arithmetic.Subtract : Arithmetic.And;
        return (left.At ?? right.At) is { } at
            ?
            [
                new Instruction.Load(RegisterNames.Scratch, at, ReadOrder.Plain, false, bytes),
                new Instruction.Compute(
                    RegisterNames.Zero, arithmetic, left.At is null ? left.Value : Flag, right.At is null ? right.Value : Flag, bytes * 8, SetsFlags: true),
            ]
            : [new Instruction.Compute(RegisterNames.Zero, arithmetic, left.Value, right.Value, bytes * 8, SetsFlags: true)];
    }

    // In memory it is a read and a write, and one step only with the prefix; the flags follow from the new value.
    private static Instruction[] Changed(Arithmetic arithmetic, X86Operand into, Operand value, int bytes, bool isLocked, CodeLine code)
    {
        if (into is { At: null, Value.Register: { } register })
        {
            return [new Instruction.Compute(register, arithmetic, into.Value, value, bytes * 8, SetsFlags: true)];
        }

        var at = into.At ?? throw code.Refusal("a number cannot be changed");
        var update = arithmetic switch
        {
            Arithmetic.Add => Update.Add,
            Arithmetic.Subtract => Update.Subtract,
            Arithmetic.And => Update.And,
            Arithmetic.Or => Update.Or,
            Arithmetic.Xor => Update.Xor,
            _ => isLocked ? throw code.Refusal("a shift cannot be locked") : Update.Swap,
        };
        var changed = new Instruction.Compute(RegisterNames.Scratch, arithmetic, Flag, value, bytes * 8, SetsFlags: true);
        return isLocked
            ? [Atomic(RegisterNames.Scratch, at, update, value, bytes), changed]
            :
            [
                new Instruction.Load(RegisterNames.Scratch, at, ReadOrder.Plain, false, bytes),
                changed,
                new Instruction.Store(Flag, at, WriteOrder.Plain, null, bytes),
            ];
    }

    [GeneratedRegex(@"^\s*((?i:lock)\s*;?\s+)?([A-Za-z][A-Za-z0-9]*)")]
    private static partial Regex Mnemonic();
}
