namespace Interlock.Cli.Output;

/// <summary>Writes files without ever overwriting one that nobody said may be.</summary>
internal static class NewFile
{
    /// <summary>Writes a file; if one of that name holds something else, a number is added to the name.</summary>
    /// <returns>Where it is.</returns>
    public static string Write(string path, string text)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var candidate = path;
        for (var number = 2; ; number++)
        {
            if (!File.Exists(candidate))
            {
                using var writer = new StreamWriter(new FileStream(candidate, FileMode.CreateNew));
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

    /// <summary>Puts a text in the place of a file; the file is there, as it was or as it is now, whatever happens meanwhile.</summary>
    /// <returns>Where it is.</returns>
    public static string Replace(string path, string text)
    {
        var beside = Write($"{path}.new", text);
        File.Move(beside, path, overwrite: true);
        return path;
    }
}
