using System.Text.RegularExpressions;

namespace Interlock.Litmus.Formats;

/// <summary>Reads instructions of AArch64 that access memory.</summary>
internal static partial class AArch64Accesses
{
    /// <summary>Reads one; null if it is none.</summary>
    /// <exception cref="LitmusFormatException">Its operands are not known.</exception>
    public static IReadOnlyList<Instruction>? Read(string verb, AArch64Operands operands, CodeLine code)
    {
        if (verb == "ADR")
        {
            var index = code.Target(operands.Name(1));
            return [new Instruction.Compute(
                operands.Into(0), Arithmetic.Move, new Operand(null, LocationNames.AddressOfCode(code.Thread, index)), default)];
        }

        if (Pairs().Match(verb) is { Success: true } pair)
        {
            return Pair(verb, operands);
        }

        if (Loads().Match(verb) is { Success: true } load)
        {
            return [Load(load.Groups[1].Value, load.Groups[2].Value, operands), .. WriteBack(operands, 1)];
        }

        if (Stores().Match(verb) is { Success: true } store)
        {
            return Store(store.Groups[1].Value, store.Groups[2].Value, operands);
        }

        return Atomics().Match(verb) is { Success: true } atomic
            ? [Atomic(atomic.Groups[1].Value, atomic.Groups[2].Value, atomic.Groups[3].Value, operands)]
            : null;
    }

    private static int BytesOf(string size, int bits) => size switch
    {
        "B" or "SB" => 1,
        "H" or "SH" => 2,
        "SW" => 4,
        _ => bits / 8,
    };

    private static Instruction.Load Load(string verb, string size, AArch64Operands operands)
    {
        var bytes = BytesOf(size, operands.BitsOf(0));
        var order = verb switch
        {
            "LDAR" or "LDAXR" or "LDLAR" => ReadOrder.Acquire,
            "LDAPR" or "LDAPUR" => ReadOrder.AcquirePc,
            _ => ReadOrder.Plain,
        };
        var extension = size.StartsWith('S')
            ? bytes switch { 1 => Extension.SignedByte, 2 => Extension.SignedHalfword, _ => Extension.SignedWord }
            : Extension.None;
        return new Instruction.Load(operands.Result(0), operands.Memory(1).At, order, verb is "LDXR" or "LDAXR", bytes, extension)
        {
            IsWord = operands.BitsOf(0) == 32,
        };
    }

    private static Instruction[] Store(string verb, string size, AArch64Operands operands)
    {
        var order = verb is "STLR" or "STLXR" or "STLUR" ? WriteOrder.Release : WriteOrder.Plain;
        var isExclusive = verb is "STXR" or "STLXR";
        var value = isExclusive ? 1 : 0;
        var bytes = BytesOf(size, operands.BitsOf(value));
        return
        [
            new Instruction.Store(
                operands.At(value), operands.Memory(value + 1).At, order, isExclusive ? operands.Into(0) : null, bytes),
            .. WriteBack(operands, value + 1),
        ];
    }

    // The base is changed after the access, or, with the same result, before it.
    private static Instruction[] WriteBack(AArch64Operands operands, int index) => operands.Memory(index) is (var at, { } after, _)
        ? [new Instruction.Compute(at.Base.Register ?? RegisterNames.Zero, Arithmetic.Add, at.Base, after)]
        : [];

    // Two accesses; with LDAP and STLP either comes first, though both are ordered against others.
    private static Instruction[] Pair(string verb, AArch64Operands operands)
    {
        var bits = operands.BitsOf(0);
        var bytes = verb == "LDPSW" ? 4 : bits / 8;
        var (at, after, _) = operands.Memory(2);
        var second = at.Offset.Register is null && at.Offset.Shift == Arithmetic.Move
            ? at with { Offset = new Operand(null, at.Offset.Number + (ulong)bytes) }
            : throw operands.Refusal();
        Instruction Access(int index, Place place) => verb[0] == 'L'
            ? new Instruction.Load(
                operands.Result(index),
                place,
                verb switch { "LDIAPP" or "LDAP" => ReadOrder.AcquirePc, _ => ReadOrder.Plain },
                false,
                bytes,
                verb == "LDPSW" ? Extension.SignedWord : Extension.None)
            {
                IsWord = bits == 32,
            }
            : new Instruction.Store(
                operands.At(index), place, verb is "STILP" or "STLP" ? WriteOrder.Release : WriteOrder.Plain, null, bytes);

        // A load must not change the base of the other.
        var isUsed = verb[0] == 'L' && (operands.Result(0) == at.Base.Register || operands.Result(1) == at.Base.Register);
        var isFree = verb is "LDAP" or "STLP";
        Instruction[] accesses = (isUsed, isFree) switch
        {
            (true, true) => throw operands.Refusal(),
            (true, false) when operands.Result(0) == at.Base.Register => verb == "LDIAPP" ? throw operands.Refusal() : [Access(1, second), Access(0, at)],
            (_, true) =>
            [
                new Instruction.Skip(4, MayStay: true),
                Access(0, at),
                Access(1, second),
                new Instruction.Skip(3, MayStay: false),
                Access(1, second),
                Access(0, at),
            ],
            _ => [Access(0, at), Access(1, second)],
        };
        return after is { } change
            ? [.. accesses, new Instruction.Compute(at.Base.Register ?? RegisterNames.Zero, Arithmetic.Add, at.Base, change)]
            : accesses;
    }

    private static Instruction.Atomic Atomic(string verb, string orders, string size, AArch64Operands operands)
    {
        var write = orders.Contains('L', StringComparison.Ordinal) ? WriteOrder.Release : WriteOrder.Plain;
        var read = orders.Contains('A', StringComparison.Ordinal) ? ReadOrder.Acquire : ReadOrder.Plain;
        var isCompare = verb == "CAS";
        var update = verb == "SWP" ? Update.Swap : isCompare ? Update.CompareAndSwap : verb[2..] switch
        {
            "ADD" => Update.Add,
            "SET" => Update.Or,
            "CLR" => Update.Clear,
            "EOR" => Update.Xor,
            "SMAX" => Update.Max,
            "SMIN" => Update.Min,
            "UMAX" => Update.MaxUnsigned,
            _ => Update.MinUnsigned,
        };
        var bytes = BytesOf(size, operands.BitsOf(0));
        if (verb.StartsWith("ST", StringComparison.Ordinal))
        {
            return new Instruction.Atomic(null, operands.Memory(1).At, update, operands.At(0), null, ReadOrder.Plain, write, bytes);
        }

        // Without a result there is no acquire (Arm ARM B2.3, NoRet).
        var result = operands.Result(isCompare ? 0 : 1);
        return new Instruction.Atomic(
            result,
            operands.Memory(2).At,
            update,
            operands.At(isCompare ? 1 : 0),
            isCompare ? operands.At(0) : null,
            result is null ? ReadOrder.Plain : read,
            write,
            bytes);
    }

    [GeneratedRegex("^(LDR|LDUR|LDAR|LDAPR|LDAPUR|LDLAR|LDXR|LDAXR)(S?[BHW]|)$")]
    private static partial Regex Loads();

    [GeneratedRegex("^(STR|STUR|STLR|STLUR|STXR|STLXR|STLLR)([BH]|)$")]
    private static partial Regex Stores();

    [GeneratedRegex("^(LDP|LDNP|LDPSW|LDIAPP|LDAP|STP|STNP|STILP|STLP)$")]
    private static partial Regex Pairs();

    [GeneratedRegex("^(SWP|CAS|(?:LD|ST)(?:ADD|SET|CLR|EOR|SMAX|SMIN|UMAX|UMIN))(AL|A|L|)([BH]|)$")]
    private static partial Regex Atomics();
}
