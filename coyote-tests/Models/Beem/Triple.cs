namespace Interlock.CoyoteTests.Models.Beem;

/// <summary>Three values of one kind, one for each process; equal by value.</summary>
internal readonly record struct Triple<T>(T First, T Second, T Third)
{
    public T this[int index] => index switch
    {
        0 => First,
        1 => Second,
        2 => Third,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, null),
    };

    public Triple<T> With(int index, T value) => index switch
    {
        0 => this with { First = value },
        1 => this with { Second = value },
        2 => this with { Third = value },
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, null),
    };
}
