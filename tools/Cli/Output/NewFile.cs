using Interlock.Explorer.Traces;

namespace Interlock.Cli.Output;

/// <summary>Writes files without ever overwriting one that nobody said may be.</summary>
internal static class NewFile
{
    /// <summary>Writes a file; if one of that name holds something else, a number is added to the name.</summary>
    /// <returns>Where it is.</returns>
    public static string Write(string path, string text)
    {
        var candidate = path;
        for (var number = 2; ; number++)
        {
            if (!File.Exists(candidate))
            {
                using var writer = Open(candidate);
                writer.Write(text);
                return candidate;
            }

            if (File.ReadAllText(candidate) == text)
            {
                return candidate;
            }

            candidate = Path.ChangeExtension(path, null) + $"-{number}{Path.GetExtension(path)}";
        }
    }

    /// <summary>A new file to write to, what is larger than a text can be too; its folder is made if there is none.</summary>
    /// <exception cref="IOException">There is one of that name.</exception>
    public static StreamWriter Open(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return new StreamWriter(new FileStream(path, FileMode.CreateNew));
    }

    /// <summary>
    /// Writes a trace as <see cref="Write"/> does. What long work has found is shown even where it cannot be written: that is said.
    /// </summary>
    /// <returns>Where it is; null if it could not be written.</returns>
    public static string? Keep(string path, Trace trace) => Keep(path, () => Write(path, TraceFile.Write(trace)));

    /// <summary>Writes a trace in whatever way.</summary>
    /// <returns>Where it is; null if it could not be written.</returns>
    public static string? Keep(string path, Func<string> write)
    {
        try
        {
            return write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"interlock: the trace could not be written to {path}: {exception.Message}");
            return null;
        }
    }

    /// <summary>Puts a text in the place of a file; the file is there, as it was or as it is now, whatever happens meanwhile.</summary>
    /// <returns>Where it is.</returns>
    public static string Replace(string path, string text)
    {
        var beside = Write($"{path}.new", text);
        File.Move(beside, path, overwrite: true);
        return path;
    }
}
