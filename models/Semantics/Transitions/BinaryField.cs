using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Arm = System.Runtime.Intrinsics.Arm;

namespace Interlock.Semantics.Transitions;

/// <summary>
/// Products in the field of 2^64 elements: polynomials over one bit, modulo x^64 + x^4 + x^3 + x + 1. Sums are exclusive-or. The same
/// values on every machine, with the processor's carry-less multiplication where it has one.
/// </summary>
internal static class BinaryField
{
    // What x^64 is in the field: the polynomial without its first term.
    private const ulong Remainder = 0x1B;

    /// <summary>The product of two elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Multiply(ulong left, ulong right) =>
        Pclmulqdq.IsSupported || Arm.Aes.IsSupported ? Reduce(Product(left, right)) : MultiplyInSoftware(left, right);

    /// <summary>The sum of the products of elements at the same places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Multiply(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        if (!Pclmulqdq.IsSupported && !Arm.Aes.IsSupported)
        {
            ulong sum = 0;
            for (var place = 0; place < right.Length; place++)
            {
                sum ^= MultiplyInSoftware(left[place], right[place]);
            }

            return sum;
        }

        // The remainder of a sum is the sum of the remainders: it is taken once.
        var products = Vector128<ulong>.Zero;
        for (var place = 0; place < right.Length; place++)
        {
            products ^= Product(left[place], right[place]);
        }

        return Reduce(products);
    }

    /// <summary>The product of two elements, without the processor's help.</summary>
    public static ulong MultiplyInSoftware(ulong left, ulong right)
    {
        ulong product = 0;
        for (; right != 0; right >>= 1)
        {
            product ^= left & (0 - (right & 1));
            left = (left << 1) ^ (Remainder & (0 - (left >> 63)));
        }

        return product;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Product(ulong left, ulong right) => Pclmulqdq.IsSupported
        ? Pclmulqdq.CarrylessMultiply(Vector128.CreateScalarUnsafe(left), Vector128.CreateScalarUnsafe(right), 0x00)
        : Arm.Aes.PolynomialMultiplyWideningLower(Vector64.CreateScalar(left), Vector64.CreateScalar(right));

    // The upper half times x^64, twice: of the first product at most four bits are beyond the lower half, of the second none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Reduce(Vector128<ulong> product)
    {
        var folded = UpperTimesRemainder(product);
        return (product ^ folded ^ UpperTimesRemainder(folded)).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> UpperTimesRemainder(Vector128<ulong> product) => Pclmulqdq.IsSupported
        ? Pclmulqdq.CarrylessMultiply(product, Vector128.CreateScalarUnsafe(Remainder), 0x01)
        : Arm.Aes.PolynomialMultiplyWideningLower(product.GetUpper(), Vector64.CreateScalar(Remainder));
}
