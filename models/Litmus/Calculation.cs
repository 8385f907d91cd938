using System.Buffers.Binary;
using System.Numerics;

namespace Interlock.Litmus;

/// <summary>What operations on values come to.</summary>
internal static class Calculation
{
    private const ulong Negative = 8;
    private const ulong Zero = 4;
    private const ulong Carry = 2;
    private const ulong Overflows = 1;

    /// <summary>The lower bits of a value.</summary>
    public static ulong Low(ulong value, int bits) => bits >= 64 ? value : value & ((1UL << bits) - 1);

    /// <summary>The lower bits of a value as a signed number.</summary>
    public static ulong Signed(ulong value, int bits) => bits >= 64 ? value : (ulong)((long)(value << (64 - bits)) >> (64 - bits));

    /// <summary>The value of an operand, by that of its register.</summary>
    public static ulong Of(Operand operand, ulong register)
    {
        var extended = Extended(operand.Extension, operand.Register is null ? operand.Number : register);
        return operand.Shift == Arithmetic.Move
            ? extended
            : Of(operand.Shift, extended, (ulong)operand.Amount, operand.IsWhole ? 64 : 32);
    }

    /// <summary>What of a value counts.</summary>
    public static ulong Extended(Extension extension, ulong value) => extension switch
    {
        Extension.None => value,
        Extension.Byte => Low(value, 8),
        Extension.Halfword => Low(value, 16),
        Extension.Word => Low(value, 32),
        Extension.SignedByte => Signed(value, 8),
        Extension.SignedHalfword => Signed(value, 16),
        Extension.SignedWord => Signed(value, 32),
    };

    /// <summary>The result of an operation on the lower bits of two values; the bits above are zero.</summary>
    public static ulong Of(Arithmetic arithmetic, ulong left, ulong right, int bits)
    {
        (left, right) = (Low(left, bits), Low(right, bits));
        var amount = (int)(right % (ulong)bits);
        return Low(
            arithmetic switch
            {
                Arithmetic.Move => left,
                Arithmetic.Add => left + right,
                Arithmetic.Subtract => left - right,
                Arithmetic.Multiply => left * right,
                Arithmetic.And => left & right,
                Arithmetic.Or => left | right,
                Arithmetic.Xor => left ^ right,
                Arithmetic.Clear => left & ~right,
                Arithmetic.ShiftLeft => left << amount,
                Arithmetic.ShiftRight => left >> amount,
                Arithmetic.ShiftRightSigned => (ulong)((long)Signed(left, bits) >> amount),
                Arithmetic.Rotate => amount == 0 ? left : (left >> amount) | (left << (bits - amount)),
                Arithmetic.ReverseBytes => Reversed(left, (int)right),
                Arithmetic.ReverseBits => ReversedBits(left, bits),
                Arithmetic.Equal => left == right ? 1UL : 0,
                Arithmetic.NotEqual => left != right ? 1UL : 0,
                Arithmetic.Less => (long)Signed(left, bits) < (long)Signed(right, bits) ? 1UL : 0,
            },
            bits);
    }

    /// <summary>The flags after an operation: sign, zero, carry and overflow, from bit 3 to bit 0.</summary>
    public static ulong Flags(Arithmetic arithmetic, ulong left, ulong right, int bits)
    {
        var result = Of(arithmetic, left, right, bits);
        var addend = arithmetic == Arithmetic.Subtract ? Low(~right, bits) : Low(right, bits);
        var isSum = arithmetic is Arithmetic.Add or Arithmetic.Subtract;
        var carries = isSum && ((UInt128)Low(left, bits) + addend + (arithmetic == Arithmetic.Subtract ? 1UL : 0)) >> bits != 0;
        var overflows = isSum && ((~(left ^ addend) & (left ^ result)) >> (bits - 1) & 1) != 0;
        return ((result >> (bits - 1) & 1) != 0 ? Negative : 0) | (result == 0 ? Zero : 0) | (carries ? Carry : 0) | (overflows ? Overflows : 0);
    }

    /// <summary>Whether flags pass a test.</summary>
    public static bool Holds(Test test, ulong flags)
    {
        var (negative, zero) = ((flags & Negative) != 0, (flags & Zero) != 0);
        var (carry, overflow) = ((flags & Carry) != 0, (flags & Overflows) != 0);
        return test switch
        {
            Test.Always => true,
            Test.Equal => zero,
            Test.NotEqual => !zero,
            Test.CarrySet => carry,
            Test.CarryClear => !carry,
            Test.Minus => negative,
            Test.Plus => !negative,
            Test.Overflow => overflow,
            Test.NoOverflow => !overflow,
            Test.Higher => carry && !zero,
            Test.LowerOrSame => !carry || zero,
            Test.GreaterOrEqual => negative == overflow,
            Test.Less => negative != overflow,
            Test.Greater => !zero && negative == overflow,
            Test.LessOrEqual => zero || negative != overflow,
        };
    }

    /// <summary>What an atomic writes.</summary>
    public static ulong Updated(Update update, ulong value, ulong operand, int bits) => Low(
        update switch
        {
            Update.Swap or Update.CompareAndSwap => operand,
            Update.Add => value + operand,
            Update.Subtract => value - operand,
            Update.And => value & operand,
            Update.Or => value | operand,
            Update.Clear => value & ~operand,
            Update.Xor => value ^ operand,
            Update.Max => (long)Signed(value, bits) >= (long)Signed(operand, bits) ? value : operand,
            Update.Min => (long)Signed(value, bits) <= (long)Signed(operand, bits) ? value : operand,
            Update.MaxUnsigned => Math.Max(Low(value, bits), Low(operand, bits)),
            Update.MinUnsigned => Math.Min(Low(value, bits), Low(operand, bits)),
        },
        bits);

    private static ulong Reversed(ulong value, int bytes)
    {
        var reversed = BinaryPrimitives.ReverseEndianness(value);
        return bytes switch
        {
            2 => ((value & 0x00FF00FF00FF00FF) << 8) | (value >> 8 & 0x00FF00FF00FF00FF),
            4 => BitOperations.RotateLeft(reversed, 32),
            _ => reversed,
        };
    }

    private static ulong ReversedBits(ulong value, int bits)
    {
        var reversed = 0UL;
        for (var bit = 0; bit < bits; bit++)
        {
            reversed |= (value >> bit & 1) << (bits - 1 - bit);
        }

        return reversed;
    }
}
