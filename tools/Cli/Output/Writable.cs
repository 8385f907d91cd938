namespace Interlock.Cli.Output;

/// <summary>What is asked of a path before long work whose result is to be written there.</summary>
internal static class Writable
{
    /// <summary>Refuses what is no file, or where none can be made.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <exception cref="ArgumentException">It is a folder, or nothing can be written where it would be.</exception>
    public static void Require(string? path)
    {
        if (path is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(path) || Directory.Exists(path))
        {
            throw new ArgumentException($"'{path}' is not a file to write to: name one.");
        }

        // The folder, or the innermost one that is there: folders are made when there is something to write.
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        while (!Directory.Exists(folder))
        {
            folder = File.Exists(folder)
                ? throw new ArgumentException($"{path} could not be written: {folder} is a file.")
                : Path.GetDirectoryName(folder)!;
        }

        try
        {
            using var probe = new FileStream(
                Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1,
                FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"{path} could not be written: no file can be made in {folder}.", exception);
        }
    }

    /// <summary>Refuses what is no file, where none can be made, or where there is one.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <exception cref="ArgumentException">So it is.</exception>
    public static void RequireNew(string? path)
    {
        if (File.Exists(path))
        {
            throw new ArgumentException($"{path} exists already, and nothing is overwritten: name another file.");
        }

        Require(path);
    }

    /// <summary>Refuses two files that are one, of which the later would be written over the earlier.</summary>
    /// <param name="paths">The files; null for none.</param>
    /// <exception cref="ArgumentException">Two are one.</exception>
    public static void RequireApart(IEnumerable<string?> paths)
    {
        var twice = paths.OfType<string>().GroupBy(Path.GetFullPath).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
        {
            throw new ArgumentException($"{twice.First()} is named for two things, and nothing is overwritten: name two files.");
        }
    }
}
