namespace Interlock.Sync;

/// <summary>A place in the source, as the compiler records it at a call.</summary>
/// <param name="File">Path of the file; relative to the repository for the project's own code.</param>
/// <param name="Line">Line, from one.</param>
public readonly record struct Site(string File, int Line)
{
    // Directory.Build.props maps the repository root to this prefix, so that a trace
    // recorded on one machine names the same files on every other.
    private const string MappedRoot = "/_/";

    /// <inheritdoc/>
    public override string ToString() => $"{Relative(File)}:{Line}";

    private static string Relative(string file) =>
        file.StartsWith(MappedRoot, StringComparison.Ordinal) ? file[MappedRoot.Length..] : file;
}
