namespace Interlock.Litmus;

/// <summary>A litmus test that cannot be read.</summary>
/// <param name="line">The line of the file, from 1.</param>
/// <param name="message">What is wrong there.</param>
public sealed class LitmusFormatException(int line, string message) : Exception($"line {line}: {message}")
{
    /// <summary>The line of the file, from 1.</summary>
    public int Line => line;
}
