namespace Interlock.Engine.Results;

/// <summary>A granted value, or the reason of a refusal. The default value is a refusal, so that nothing is granted by omission.</summary>
/// <typeparam name="T">The type of the value, which is immutable.</typeparam>
public readonly record struct Result<T>
    where T : struct
{
    private readonly T value;
    private readonly HypercallError error;

    internal Result(bool isOk, T value, HypercallError error)
    {
        IsOk = isOk;
        this.value = value;
        this.error = error;
    }

    /// <summary>Whether there is a value.</summary>
    public bool IsOk { get; }

    /// <summary>The granted value.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public T Value => IsOk ? value : throw new InvalidOperationException("A refusal has no value.");

    /// <summary>Why it was refused.</summary>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    public HypercallError Error => IsOk ? throw new InvalidOperationException("It was not refused.") : error;

    /// <inheritdoc/>
    public override string ToString() => IsOk ? $"{value}" : $"refused: {error}";
}
