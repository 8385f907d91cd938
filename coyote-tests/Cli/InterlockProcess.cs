using System.Diagnostics;

namespace Interlock.CoyoteTests.Cli;

/// <summary>The command as a user runs it: a process of its own, in a folder of its own.</summary>
internal sealed class InterlockProcess : IDisposable
{
    /// <summary>Where it runs; null for its own folder.</summary>
    public string? WorksIn { get; set; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("interlock-tests-").FullName;

    public Result Run(params string[] arguments)
    {
        using var process = Start(arguments);
        return Finish(process);
    }

    /// <summary>Variables that the command sees; those by which a CI server is known are not passed on from whoever runs the tests.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = WorksIn ?? Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("GITHUB_ACTIONS");
        start.Environment.Remove("GITHUB_STEP_SUMMARY");
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "interlock.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    public static Result Finish(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Result(process.ExitCode, output, error.Result);
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public sealed record Result(int ExitCode, string Output, string Error);
}
