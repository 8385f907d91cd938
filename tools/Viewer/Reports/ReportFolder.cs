namespace Interlock.Viewer.Reports;

/// <summary>
/// A folder that holds a report: <c>index.html</c>, which needs nothing else, and <c>report.json</c>, the same for machines. A folder
/// with anything in it that is not a report is refused, before anything is explored, so that nothing is overwritten.
/// </summary>
public sealed class ReportFolder
{
    private const string PageName = "index.html";
    private const string DataName = "report.json";
    private const string Opening = "{\"format\":\"interlock-report\"";

    private readonly string folder;

    /// <summary>The names of the files that are written in it.</summary>
    public static IReadOnlyList<string> Names { get; } = [PageName, DataName];

    /// <summary>Makes the folder, if there is none.</summary>
    /// <param name="folder">Where it is to be.</param>
    /// <exception cref="ArgumentException">There is something else.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public ReportFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        this.folder = folder;
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new ArgumentException("--report takes a folder: name one.");
        }

        if (File.Exists(folder))
        {
            throw new ArgumentException($"{folder} is a file; --report takes a folder.");
        }

        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !IsReport())
        {
            throw new ArgumentException(
                $"The folder {folder} is not empty and holds no report of Interlock's: name another, so that nothing is overwritten.");
        }

        Directory.CreateDirectory(folder);
    }

    /// <summary>Writes a report.</summary>
    /// <returns>Where its page is.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public string Write(ReportPage page)
    {
        var json = ReportBuilder.Json(page);
        File.WriteAllText(Path.Combine(folder, DataName), json);
        var path = Path.Combine(folder, PageName);
        File.WriteAllText(path, Bundle.Fill(Bundle.Report, json));
        return path;
    }

    // Only these two names are written, and only over what says that it was written here.
    private bool IsReport()
    {
        var data = Path.Combine(folder, DataName);
        if (!File.Exists(data))
        {
            return false;
        }

        using var reader = new StreamReader(data);
        var start = new char[Opening.Length];
        return reader.ReadBlock(start) == start.Length && new string(start) == Opening;
    }
}
