namespace Interlock.Cli.Output.Ci;

/// <summary>
/// Files that are written anew by every run, where a server looks for them: in the place of an earlier run's, of nothing else.
/// </summary>
internal static class OwnFile
{
    /// <summary>Refuses a file that somebody else has written.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="mark">What every file of this kind that was written here contains.</param>
    /// <exception cref="ArgumentException">It exists and lacks the mark, or cannot be written.</exception>
    public static void Require(string? path, string mark)
    {
        Writable.Require(path);
        if (File.Exists(path) && !File.ReadAllText(path).Contains(mark, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"{path} exists and was not written by this command, and nothing is overwritten: name another file.");
        }
    }

    /// <summary>Removes a file of an earlier run, if there is one.</summary>
    public static void Remove(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    /// <summary>Writes a file.</summary>
    public static void Write(string path, string text)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllText(path, text);
    }
}
