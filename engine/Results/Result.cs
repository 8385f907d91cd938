namespace Interlock.Engine.Results;

/// <summary>Makes values of <see cref="Result{T}"/>.</summary>
public static class Result
{
    /// <summary>A granted value.</summary>
    public static Result<T> Of<T>(T value)
        where T : struct => new(true, value, default);

    /// <summary>A refusal.</summary>
    public static Result<T> Refused<T>(HypercallError error)
        where T : struct => new(false, default, error);
}
