namespace Interlock.Litmus.Formats;

/// <summary>Reads instructions of AArch64 that access registers only.</summary>
internal static class AArch64Calculations
{
    private static readonly Operand Zero = new(null);
    private static readonly Operand Flags = new(RegisterNames.Flags);

    private static readonly Dictionary<string, (Arithmetic Operator, bool InvertsRight)> Operators = new()
    {
        ["ADD"] = (Arithmetic.Add, false),
        ["SUB"] = (Arithmetic.Subtract, false),
        ["AND"] = (Arithmetic.And, false),
        ["ORR"] = (Arithmetic.Or, false),
        ["EOR"] = (Arithmetic.Xor, false),
        ["BIC"] = (Arithmetic.Clear, false),
        ["ORN"] = (Arithmetic.Or, true),
        ["EON"] = (Arithmetic.Xor, true),
        ["LSL"] = (Arithmetic.ShiftLeft, false),
        ["LSR"] = (Arithmetic.ShiftRight, false),
        ["ASR"] = (Arithmetic.ShiftRightSigned, false),
        ["ROR"] = (Arithmetic.Rotate, false),
        ["MUL"] = (Arithmetic.Multiply, false),
    };

    /// <summary>Reads one; null if it is none.</summary>
    /// <exception cref="LitmusFormatException">Its operands are not known.</exception>
    public static IReadOnlyList<Instruction>? Read(string verb, AArch64Operands operands)
    {
        if (Operators.TryGetValue(verb, out var known))
        {
            return Computed(operands, operands.Into(0), 1, known.Operator, known.InvertsRight, setsFlags: false);
        }

        if (verb is "ADDS" or "SUBS" or "ANDS" or "BICS")
        {
            return Computed(operands, operands.Into(0), 1, Operators[verb[..^1]].Operator, inverts: false, setsFlags: true);
        }

        return verb switch
        {
            "CMP" => Computed(operands, RegisterNames.Zero, 0, Arithmetic.Subtract, inverts: false, setsFlags: true),
            "CMN" => Computed(operands, RegisterNames.Zero, 0, Arithmetic.Add, inverts: false, setsFlags: true),
            "TST" => Computed(operands, RegisterNames.Zero, 0, Arithmetic.And, inverts: false, setsFlags: true),
            "MOV" or "MOVZ" => [Moved(operands, operands.At(1))],
            "MOVN" => [Inverted(operands, operands.At(1))],
            "MVN" => [Inverted(operands, operands.At(1))],
            "MOVK" => Kept(operands),
            "NEG" or "NEGS" => Negated(operands, verb == "NEGS"),
            "UXTB" or "UXTH" or "SXTB" or "SXTH" or "SXTW" or "UXTW" => [Moved(operands, Extended(operands, verb))],
            "REV" => [Reversed(operands, Arithmetic.ReverseBytes, operands.BitsOf(0) / 8)],
            "REV16" => [Reversed(operands, Arithmetic.ReverseBytes, 2)],
            "REV32" => [Reversed(operands, Arithmetic.ReverseBytes, 4)],
            "REV64" => [Reversed(operands, Arithmetic.ReverseBytes, 8)],
            "RBIT" => [Reversed(operands, Arithmetic.ReverseBits, 0)],
            "UBFM" or "SBFM" => FieldMoved(operands, verb[0] == 'S'),
            "MADD" or "MSUB" or "MNEG" => Multiplied(operands, operands.At(1), operands.At(2), verb),
            "UMULL" or "SMULL" or "UMADDL" or "SMADDL" or "UMSUBL" or "SMSUBL" or "UMNEGL" or "SMNEGL" =>
                Multiplied(operands, Widened(operands.At(1), verb), Widened(operands.At(2), verb), verb[1..].TrimEnd('L')),
            "ABS" =>
            [
                new Instruction.Compute(RegisterNames.Scratch, Arithmetic.Subtract, Zero, operands.At(1), operands.BitsOf(0), SetsFlags: false),
                new Instruction.Compute("(sign)", Arithmetic.Less, operands.At(1), Zero, operands.BitsOf(0)),
                new Instruction.Compute("(sign)", Arithmetic.Subtract, Zero, new Operand("(sign)"), operands.BitsOf(0)),
                new Instruction.Compute(RegisterNames.Scratch, Arithmetic.Xor, operands.At(1), new Operand("(sign)"), operands.BitsOf(0)),
                new Instruction.Compute(operands.Into(0), Arithmetic.Subtract, new Operand(RegisterNames.Scratch), new Operand("(sign)"), operands.BitsOf(0)),
            ],
            "CSEL" => Selected(operands, operands.Test(3), operands.At(1), operands.At(2), null),
            "CSINC" => Selected(operands, operands.Test(3), operands.At(1), operands.At(2), (Arithmetic.Add, 1)),
            "CSINV" => Selected(operands, operands.Test(3), operands.At(1), operands.At(2), (Arithmetic.Xor, ulong.MaxValue)),
            "CSNEG" => Selected(operands, operands.Test(3), operands.At(1), operands.At(2), (Arithmetic.Subtract, 0)),
            "CSET" => [new Instruction.Select(operands.Into(0), operands.Test(1), new Operand(null, 1), Zero)],
            "CSETM" => [new Instruction.Select(
                operands.Into(0), operands.Test(1), new Operand(null, operands.BitsOf(0) == 32 ? uint.MaxValue : ulong.MaxValue), Zero)],
            "MRS" when operands.Name(1).Equals("NZCV", StringComparison.OrdinalIgnoreCase) =>
                [new Instruction.Compute(operands.Into(0), Arithmetic.ShiftLeft, Flags, new Operand(null, 28))],
            "MSR" when operands.Name(0).Equals("NZCV", StringComparison.OrdinalIgnoreCase) =>
                [new Instruction.Compute(RegisterNames.Flags, Arithmetic.ShiftRight, operands.At(1) with { Extension = Extension.Word }, new Operand(null, 28))],
            _ => null,
        };
    }

    private static Instruction[] Computed(
        AArch64Operands operands, string into, int first, Arithmetic arithmetic, bool inverts, bool setsFlags)
    {
        operands.AtMost(first + 2);
        var bits = operands.BitsOf(first);
        var (left, right) = (operands.At(first), operands.At(first + 1));
        return inverts
            ?
            [
                new Instruction.Compute(RegisterNames.Scratch, Arithmetic.Xor, right, new Operand(null, ulong.MaxValue), bits),
                new Instruction.Compute(into, arithmetic, left, new Operand(RegisterNames.Scratch), bits, setsFlags),
            ]
            : [new Instruction.Compute(into, arithmetic, left, right, bits, setsFlags)];
    }

    private static Instruction.Compute Moved(AArch64Operands operands, Operand value)
    {
        operands.AtMost(2);
        return new Instruction.Compute(operands.Into(0), Arithmetic.Move, value, Zero, operands.BitsOf(0));
    }

    private static Instruction.Compute Inverted(AArch64Operands operands, Operand value) =>
        new(operands.Into(0), Arithmetic.Xor, value, new Operand(null, ulong.MaxValue), operands.BitsOf(0));

    private static Instruction[] Kept(AArch64Operands operands)
    {
        var value = operands.At(1);
        var field = new Operand(null, 0xFFFFUL << value.Amount);
        var into = operands.Into(0);
        return
        [
            new Instruction.Compute(RegisterNames.Scratch, Arithmetic.Clear, operands.At(0), field, operands.BitsOf(0)),
            new Instruction.Compute(into, Arithmetic.Or, new Operand(RegisterNames.Scratch), value, operands.BitsOf(0)),
        ];
    }

    private static Instruction[] Negated(AArch64Operands operands, bool setsFlags) =>
        [new Instruction.Compute(operands.Into(0), Arithmetic.Subtract, Zero, operands.At(1), operands.BitsOf(0), setsFlags)];

    private static Operand Extended(AArch64Operands operands, string verb) => operands.At(1) with
    {
        Extension = (verb[0], verb[^1]) switch
        {
            ('U', 'B') => Extension.Byte,
            ('U', 'H') => Extension.Halfword,
            ('S', 'B') => Extension.SignedByte,
            ('S', 'H') => Extension.SignedHalfword,
            ('S', _) => Extension.SignedWord,
            _ => Extension.Word,
        },
    };

    private static Instruction.Compute Reversed(AArch64Operands operands, Arithmetic how, int bytes) =>
        new(operands.Into(0), how, operands.At(1), new Operand(null, (ulong)bytes), operands.BitsOf(0));

    // Bits first to last go to the bottom, or, if last is before first, bits 0 to last go up; what is above is zero or the sign.
    private static Instruction[] FieldMoved(AArch64Operands operands, bool isSigned)
    {
        var bits = operands.BitsOf(0);
        var (first, last) = ((int)operands.Number(2) % bits, (int)operands.Number(3) % bits);
        var up = bits - 1 - last;
        var down = last >= first ? up + first : up - (bits - first);
        var scratch = new Operand(RegisterNames.Scratch);
        var right = isSigned ? Arithmetic.ShiftRightSigned : Arithmetic.ShiftRight;
        return
        [
            new Instruction.Compute(RegisterNames.Scratch, Arithmetic.ShiftLeft, operands.At(1), new Operand(null, (ulong)up), bits),
            new Instruction.Compute(operands.Into(0), right, scratch, new Operand(null, (ulong)down), bits),
        ];
    }

    private static Operand Widened(Operand operand, string verb) =>
        operand with { Extension = verb[0] == 'S' ? Extension.SignedWord : Extension.Word };

    private static Instruction[] Multiplied(AArch64Operands operands, Operand left, Operand right, string verb)
    {
        var bits = operands.BitsOf(0);
        var addend = verb is "MADD" or "MSUB" ? operands.At(3) : Zero;
        return
        [
            new Instruction.Compute(RegisterNames.Scratch, Arithmetic.Multiply, left, right, bits),
            new Instruction.Compute(
                operands.Into(0),
                verb is "MSUB" or "MNEG" ? Arithmetic.Subtract : Arithmetic.Add,
                addend, new Operand(RegisterNames.Scratch), bits),
        ];
    }

    private static Instruction[] Selected(
        AArch64Operands operands, Test test, Operand left, Operand right, (Arithmetic Operator, ulong Number)? change)
    {
        operands.AtMost(4);
        if (change is not { } how)
        {
            return [new Instruction.Select(operands.Into(0), test, left, right)];
        }

        var (first, second) = how.Operator == Arithmetic.Subtract ? (Zero, right) : (right, new Operand(null, how.Number));
        return
        [
            new Instruction.Compute(RegisterNames.Scratch, how.Operator, first, second, operands.BitsOf(0)),
            new Instruction.Select(operands.Into(0), test, left, new Operand(RegisterNames.Scratch)),
        ];
    }
}
