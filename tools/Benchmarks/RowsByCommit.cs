using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Interlock.Benchmarks;

/// <summary>What was measured of each commit, kept in <c>rows.tsv</c>. Rows of one commit are comparable with each other only.</summary>
internal static class RowsByCommit
{
    private const string Head = "commit\tday\tworkload\tsizes\tworkers\tstates\ttransitions\tseconds\tvisited-bytes\tpeak-bytes\n";

    // Compiled source paths start with /_/ (PathMap): the folder is found through this instead.
    private static string Folder => typeof(RowsByCommit).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Folder").Value!;

    /// <summary>Adds a row for each run, as it ends. A commit whose files were changed has a <c>+</c> behind its name.</summary>
    public static void Append(IEnumerable<WholeRun> measured)
    {
        var path = Path.Combine(Folder, "rows.tsv");
        if (!File.Exists(path))
        {
            File.WriteAllText(path, Head);
        }

        var commit = Git("rev-parse --short=7 HEAD") + (Git("status --porcelain --untracked-files=no").Length > 0 ? "+" : string.Empty);
        foreach (var run in measured)
        {
            var row = string.Create(
                CultureInfo.InvariantCulture,
                $"{commit}\t{DateTime.UtcNow:yyyy-MM-dd}\t{run.Workload}\t{run.Sizes}\t{run.Workers}\t" +
                $"{run.Report.States}\t{run.Report.Transitions}\t{run.Report.Elapsed.TotalSeconds:0.000}\t" +
                $"{run.Report.VisitedSetBytes}\t{run.Report.PeakMemory}");
            File.AppendAllText(path, row + "\n");
            Console.WriteLine(row);
        }
    }

    private static string Git(string arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments)
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Folder,
        })!;
        var said = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return git.ExitCode == 0 ? said : throw new InvalidOperationException($"git {arguments} ended with {git.ExitCode}");
    }
}
