namespace Interlock.Engine.Stage2;

/// <summary>
/// A level of a table tree, numbered as the architecture numbers them: the last one is always 3, and a tree with fewer levels
/// starts at a higher number (DDI 0487 D8.2). The default is level 0.
/// </summary>
public readonly record struct Level
{
    private const int LastValue = 3;

    /// <summary>A level.</summary>
    /// <param name="value">From 0 to 3; level -1 needs FEAT_LPA2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public Level(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LastValue);
        Value = value;
    }

    /// <summary>The level whose entries are pages.</summary>
    public static Level Last => new(LastValue);

    /// <summary>The number of the level, from 0 to 3.</summary>
    public int Value { get; }

    /// <summary>Whether the entries of the level are pages.</summary>
    public bool IsLast => Value == LastValue;

    /// <summary>The level that tables of this level point to.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This is the last level.</exception>
    public Level Next => new(Value + 1);

    /// <inheritdoc/>
    public override string ToString() => $"level:{Value}";
}
