namespace Interlock.Explorer.Graphs;

/// <summary>A list that grows in pieces: nothing is copied when it grows, and no piece is large.</summary>
/// <typeparam name="T">What it holds.</typeparam>
internal sealed class Chunked<T>
{
    private const int Shift = 16;
    private const int Mask = (1 << Shift) - 1;
    private readonly List<T[]> chunks = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>One of them.</summary>
    public ref T this[int index] => ref chunks[index >> Shift][index & Mask];

    /// <summary>Adds one.</summary>
    public void Add(T item)
    {
        if ((Count & Mask) == 0)
        {
            chunks.Add(new T[Mask + 1]);
        }

        chunks[Count >> Shift][Count & Mask] = item;
        Count++;
    }
}
