namespace Interlock.Isolation.Structures;

/// <summary>Makes rows.</summary>
public static class Rows
{
    /// <summary>The values of a sequence, in its order.</summary>
    public static Row<T> Of<T>(IEnumerable<T> values)
        where T : IEquatable<T> => new([.. values]);

    /// <summary>A value several times.</summary>
    public static Row<T> Repeat<T>(T value, int count)
        where T : IEquatable<T> => Of(Enumerable.Repeat(value, count));
}
