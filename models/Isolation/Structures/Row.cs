using System.Collections.Immutable;

namespace Interlock.Isolation.Structures;

/// <summary>Values in order, compared by content. The default is not a row.</summary>
/// <typeparam name="T">The values; immutable, compared by content.</typeparam>
/// <param name="Values">What it holds.</param>
public readonly record struct Row<T>(ImmutableArray<T> Values)
    where T : IEquatable<T>
{
    /// <summary>How many there are.</summary>
    public int Count => Values.Length;

    /// <summary>One of them.</summary>
    public T this[int index] => Values[index];

    /// <summary>The same row, but for one value.</summary>
    public Row<T> With(int index, T value) => new(Values.SetItem(index, value));

    /// <summary>The same row with one value more.</summary>
    public Row<T> And(T value) => new(Values.Add(value));

    /// <inheritdoc/>
    public bool Equals(Row<T> other) => Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Values.Length;
        foreach (var value in Values)
        {
            hash = unchecked((hash * 31) + value.GetHashCode());
        }

        return hash;
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Values)}]";
}
