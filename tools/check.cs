// The loop of a developer: builds with analyzers, runs the fast tests and explores the small scenarios, in about a minute.
// usage: dotnet run tools/check.cs
#:property RestorePackagesWithLockFile=false
using System.Diagnostics;

string[] fastTests =
[
    "Tidy.TidyTests", "Tidy.ImportDirectionTests", "Tidy.WordsTests", "Tidy.LineLengthTests", "Explorer.CheckTests", "Models.ExampleTests",
];
string[] smallScenarios =
[
    "ticket-lock", "mutex", "mcs-lock", "rendezvous-barrier", "toy-shootdown", "page-unmap", "map-unmap", "guest-share", "secret-tables",
    "ideal-availability",
];

var root = Path.GetDirectoryName((string)AppContext.GetData("EntryPointFileDirectoryPath")!)!; // compiled source paths do not tell
var filter = string.Join('|', fastTests.Select(test => $"FullyQualifiedName~{test}"));
(string Name, string Arguments)[] stages =
[
    ("build", "build Concurrency.sln -c Release -v quiet -nologo"),
    ("fast tests", $"test coyote-tests -c Release --no-build --nologo --filter \"{filter}\""),
    ("small scenarios", $"tools/Cli/bin/Release/net10.0/interlock.dll check {string.Join(' ', smallScenarios)}"),
];
foreach (var (name, arguments) in stages)
{
    var clock = Stopwatch.StartNew();
    Console.WriteLine($"== {name}");
    using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = root })!;
    process.WaitForExit();
    var outcome = process.ExitCode == 0 ? "passed" : $"failed with exit code {process.ExitCode}";
    Console.WriteLine($"== {name}: {outcome}, {clock.Elapsed.TotalSeconds:0} s");
    if (process.ExitCode != 0)
    {
        return 1;
    }
}

return 0;
