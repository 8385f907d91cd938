using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Interlock.Explorer.Graphs;

/// <summary>
/// One word of many states: each value that it has is kept once, and per state its number, in as few bytes as will do. A word that
/// never changes takes none.
/// </summary>
internal sealed class Column
{
    private const int Shift = 16;
    private const int Mask = (1 << Shift) - 1;
    private readonly Dictionary<ulong, int> codes = [];
    private readonly List<ulong> values = [];
    private List<byte[]> chunks = [];
    private ulong lastValue;
    private int lastCode;
    private int size;
    private int count;

    /// <summary>The values that it has, by number.</summary>
    public IReadOnlyList<ulong> Values => values;

    /// <summary>The value in a state.</summary>
    public ulong this[int state] => values[Code(state)];

    /// <summary>The number of the value in a state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Code(int state)
    {
        if (size == 0)
        {
            return 0;
        }

        var (chunk, at) = (chunks[state >> Shift], state & Mask);
        return size switch
        {
            sizeof(byte) => chunk[at],
            sizeof(ushort) => MemoryMarshal.Cast<byte, ushort>(chunk)[at],
            _ => MemoryMarshal.Cast<byte, int>(chunk)[at],
        };
    }

    /// <summary>Adds the value in the next state.</summary>
    public void Add(ulong value)
    {
        if (value != lastValue || count == 0)
        {
            (lastValue, lastCode) = (value, CodeOf(value));
        }

        if (size > 0)
        {
            if ((count & Mask) == 0)
            {
                chunks.Add(new byte[(Mask + 1) * size]);
            }

            Put(chunks[count >> Shift], count & Mask, size, lastCode);
        }

        count++;
    }

    private int CodeOf(ulong value)
    {
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(codes, value, out var known);
        if (!known)
        {
            code = values.Count;
            values.Add(value);
            var needed = values.Count switch { 1 => 0, <= 1 << 8 => sizeof(byte), <= 1 << 16 => sizeof(ushort), _ => sizeof(int) };
            if (needed > size)
            {
                Widen(needed);
            }
        }

        return code;
    }

    private void Widen(int needed)
    {
        var wider = new List<byte[]>();
        for (var first = 0; first < count; first += Mask + 1)
        {
            var chunk = new byte[(Mask + 1) * needed];
            for (var at = 0; at <= Mask && first + at < count; at++)
            {
                Put(chunk, at, needed, Code(first + at));
            }

            wider.Add(chunk);
        }

        (chunks, size) = (wider, needed);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(byte[] chunk, int at, int size, int code)
    {
        switch (size)
        {
            case sizeof(byte):
                chunk[at] = (byte)code;
                break;
            case sizeof(ushort):
                MemoryMarshal.Cast<byte, ushort>(chunk.AsSpan())[at] = (ushort)code;
                break;
            default:
                MemoryMarshal.Cast<byte, int>(chunk.AsSpan())[at] = code;
                break;
        }
    }
}
