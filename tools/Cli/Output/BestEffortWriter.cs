using System.Text;

namespace Interlock.Cli.Output;

/// <summary>Standard error as long as somebody takes what is written: progress that cannot be shown ends no search.</summary>
/// <param name="inner">Where to write.</param>
internal sealed class BestEffortWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(inner.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is closed or full: nobody is told, and the exit code says what came of it.
        }
    }
}
