using System.Buffers.Binary;
using System.Numerics;

namespace Interlock.Semantics.Transitions;

/// <summary>
/// Numbers that follow from a seed of 128 bits and cannot be told from uniform ones by any known means of less than about 2^128 steps:
/// the key stream of ChaCha20 (Bernstein 2008) with a key of 128 bits.
/// </summary>
internal sealed class ChaCha
{
    private const int Rounds = 20;
    private const int StateWords = 16;

    private readonly uint[] start = new uint[StateWords];
    private readonly uint[] block = new uint[StateWords];
    private int next = StateWords;

    /// <summary>A stream.</summary>
    /// <param name="seed">Its key, the least significant byte first.</param>
    /// <param name="stream">The number of the key's stream.</param>
    public ChaCha(UInt128 seed, ulong stream)
    {
        Span<byte> key = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(key, seed);
        for (var word = 0; word < 4; word++)
        {
            start[word] = BinaryPrimitives.ReadUInt32LittleEndian("expand 16-byte k"u8[(4 * word)..]);
            start[4 + word] = start[8 + word] = BinaryPrimitives.ReadUInt32LittleEndian(key[(4 * word)..]);
        }

        (start[14], start[15]) = ((uint)stream, (uint)(stream >> 32));
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        if (next == StateWords)
        {
            Fill();
        }

        next += 2;
        return block[next - 2] | ((ulong)block[next - 1] << 32);
    }

    private void Fill()
    {
        start.CopyTo(block, 0);
        for (var round = 0; round < Rounds; round += 2)
        {
            for (var column = 0; column < 4; column++)
            {
                Quarter(column, 4 + column, 8 + column, 12 + column);
            }

            for (var diagonal = 0; diagonal < 4; diagonal++)
            {
                Quarter(diagonal, 4 + ((diagonal + 1) % 4), 8 + ((diagonal + 2) % 4), 12 + ((diagonal + 3) % 4));
            }
        }

        for (var word = 0; word < StateWords; word++)
        {
            block[word] += start[word];
        }

        next = 0;
        start[13] += ++start[12] == 0 ? 1U : 0; // the number of the next block
    }

    private void Quarter(int a, int b, int c, int d)
    {
        block[a] += block[b];
        block[d] = BitOperations.RotateLeft(block[d] ^ block[a], 16);
        block[c] += block[d];
        block[b] = BitOperations.RotateLeft(block[b] ^ block[c], 12);
        block[a] += block[b];
        block[d] = BitOperations.RotateLeft(block[d] ^ block[a], 8);
        block[c] += block[d];
        block[b] = BitOperations.RotateLeft(block[b] ^ block[c], 7);
    }
}
