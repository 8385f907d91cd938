using System.Text.RegularExpressions;

namespace Interlock.Litmus.Formats;

/// <summary>Reads instructions of AArch64.</summary>
internal sealed partial class AArch64Reader : IInstructionReader
{
    /// <inheritdoc/>
    public IReadOnlyList<Instruction> Read(CodeLine code)
    {
        var mnemonic = Mnemonic().Match(code.Text).Value;
        var operands = new AArch64Operands(code, code.Text[mnemonic.Length..]);
        var verb = mnemonic.ToUpperInvariant();
        return AArch64Accesses.Read(verb, operands, code)
            ?? AArch64Calculations.Read(verb, operands)
            ?? Flow(verb, operands, code)
            ?? throw code.Refusal(mnemonic.Length == 0 ? $"cannot read '{code.Text}'" : $"unknown instruction {mnemonic}");
    }

    private static Instruction[]? Flow(string verb, AArch64Operands operands, CodeLine code)
    {
        if (Conditional().Match(verb) is { Success: true } branch && AArch64Operands.TestOf(branch.Groups[1].Value) is { } test)
        {
            return [new Instruction.Branch(code.Target(operands.Name(0)), test, null)];
        }

        return verb switch
        {
            "NOP" or "YIELD" or "BTI" => [new Instruction.Nop()],
            "B" => [new Instruction.Branch(code.Target(operands.Name(0)), Test.Always, null)],
            "BL" => [Return(code), new Instruction.Branch(code.Target(operands.Name(0)), Test.Always, null)],
            "BR" => [new Instruction.Jump(operands.Into(0))],
            "BLR" => operands.Into(0) == RegisterNames.Link
                ?
                [
                    new Instruction.Compute(RegisterNames.Scratch, Arithmetic.Move, operands.At(0), default),
                    Return(code),
                    new Instruction.Jump(RegisterNames.Scratch),
                ]
                : [Return(code), new Instruction.Jump(operands.Into(0))],
            "RET" => [new Instruction.Jump(operands.Count == 0 ? RegisterNames.Link : operands.Into(0))],
            "CBZ" => [new Instruction.Branch(code.Target(operands.Name(1)), Test.Equal, Register(operands, 0))],
            "CBNZ" => [new Instruction.Branch(code.Target(operands.Name(1)), Test.NotEqual, Register(operands, 0))],
            "TBZ" => Bit(operands, code, Test.Equal),
            "TBNZ" => Bit(operands, code, Test.NotEqual),
            "UDF" => [Fault(code, "UndefinedInstruction")],
            "SVC" => [Fault(code, "SupervisorCall")],
            "ISB" => [new Instruction.Fence(FenceKind.Context)],
            "DMB" => [Fence(operands, FenceKind.Full, FenceKind.Store)],
            "DSB" => [Fence(operands, FenceKind.Synchronization, FenceKind.SynchronizationOfStores)],
            _ => null,
        };
    }

    private static Operand Register(AArch64Operands operands, int index) =>
        operands.BitsOf(index) > 0 ? operands.At(index) : throw operands.Refusal();

    private static Instruction.Compute Return(CodeLine code) =>
        new(RegisterNames.Link, Arithmetic.Move, new Operand(null, code.Next), default);

    private static Instruction.Fault Fault(CodeLine code, string kind) =>
        new(RegisterNames.Fault(code.Labels.Of(code.Thread, code.Index).FirstOrDefault() ?? string.Empty, kind));

    private static Instruction[] Bit(AArch64Operands operands, CodeLine code, Test test)
    {
        var bit = operands.Number(1);
        return bit < 64
            ?
            [
                new Instruction.Compute(RegisterNames.Scratch, Arithmetic.And, Register(operands, 0), new Operand(null, 1UL << (int)bit)),
                new Instruction.Branch(code.Target(operands.Name(2)), test, new Operand(RegisterNames.Scratch)),
            ]
            : throw operands.Refusal();
    }

    private static Instruction.Fence Fence(AArch64Operands operands, FenceKind full, FenceKind stores) =>
        new((operands.Count == 0 ? "SY" : operands.Name(0).ToUpperInvariant()) switch
        {
            "SY" or "ISH" or "OSH" or "NSH" => full,
            "LD" or "ISHLD" or "OSHLD" or "NSHLD" => FenceKind.Load,
            "ST" or "ISHST" or "OSHST" or "NSHST" => stores,
            _ => throw operands.Refusal(),
        });

    [GeneratedRegex("^[A-Za-z][A-Za-z.0-9]*")]
    private static partial Regex Mnemonic();

    [GeneratedRegex(@"^B\.?([A-Z]{2})$")]
    private static partial Regex Conditional();
}
