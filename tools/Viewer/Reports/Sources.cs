using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace Interlock.Viewer.Reports;

/// <summary>
/// Lines of the sources, read where a clone of the repository is found. A file that is not the one that was compiled is left out: its
/// lines would be somebody else's. The compiler recorded a hash of each.
/// </summary>
internal sealed class Sources
{
    private const string MappedRoot = "/_/";
    private const int Around = 3;
    private const string Landmark = "Concurrency.sln";

    private static readonly Guid Sha256 = new("8829d00f-11b8-4213-878b-770e8597ac16");

    private readonly Dictionary<string, byte[]> compiled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]?> files = new(StringComparer.Ordinal);
    private readonly string? root;

    /// <summary>Looks for a clone from a folder upwards.</summary>
    /// <param name="from">The folder.</param>
    public Sources(string from)
    {
        root = Root(from) ?? Root(AppContext.BaseDirectory);
        if (root is not null)
        {
            foreach (var assembly in Directory.GetFiles(AppContext.BaseDirectory, "Interlock.*.dll"))
            {
                Learn(assembly);
            }
        }
    }

    /// <summary>The lines around each site, by file and number; without those that cannot be read.</summary>
    /// <param name="sites">Files with lines: <c>sync/Primitives/FutexMutex.cs:25</c>.</param>
    public SortedDictionary<string, SortedDictionary<int, string>> LinesAround(IEnumerable<string> sites)
    {
        var found = new SortedDictionary<string, SortedDictionary<int, string>>(StringComparer.Ordinal);
        foreach (var site in sites.Distinct())
        {
            var colon = site.LastIndexOf(':');
            if (colon < 0 || !int.TryParse(site.AsSpan(colon + 1), out var line) || LinesOf(site[..colon]) is not { } lines)
            {
                continue;
            }

            var of = found.TryGetValue(site[..colon], out var known) ? known : found[site[..colon]] = [];
            for (var number = Math.Max(1, line - Around); number <= Math.Min(lines.Length, line + Around); number++)
            {
                of[number] = lines[number - 1];
            }
        }

        return found;
    }

    private static string? Root(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Landmark)))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private string[]? LinesOf(string file)
    {
        if (!files.TryGetValue(file, out var lines))
        {
            files[file] = lines = Read(file);
        }

        return lines;
    }

    private string[]? Read(string file)
    {
        if (root is null || !compiled.TryGetValue(file, out var hash))
        {
            return null;
        }

        var path = Path.Combine(root, file);
        try
        {
            return File.Exists(path) && SHA256.HashData(File.ReadAllBytes(path)).AsSpan().SequenceEqual(hash)
                ? File.ReadAllLines(path)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // the report says file and line, as where there is no clone
        }
    }

    private void Learn(string assembly)
    {
        using var stream = File.OpenRead(assembly);
        using var image = new PEReader(stream);
        foreach (var entry in image.ReadDebugDirectory().Where(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb))
        {
            using var provider = image.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
            var reader = provider.GetMetadataReader();
            foreach (var handle in reader.Documents)
            {
                var document = reader.GetDocument(handle);
                var name = reader.GetString(document.Name);
                if (name.StartsWith(MappedRoot, StringComparison.Ordinal) && reader.GetGuid(document.HashAlgorithm) == Sha256)
                {
                    compiled[name[MappedRoot.Length..]] = reader.GetBlobBytes(document.Hash);
                }
            }
        }
    }
}
