using System.Diagnostics;
using System.Globalization;
using System.Threading;
using Interlock.Semantics.Scenarios;
using Newtonsoft.Json;

namespace Interlock.Explorer.Elsewhere;

/// <summary>
/// A process that does again what code did here, in another environment: other hash seeds, another culture, time zone, number of
/// processors, folder and order of first execution. A line on its standard input is a <see cref="Sample"/>, a line on its standard output
/// the answer.
/// </summary>
public sealed class OtherProcess : IDisposable
{
    private readonly Lock gate = new();
    private readonly Process process;

    /// <summary>Starts the process.</summary>
    /// <param name="executable">A program that calls <see cref="Serve"/>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="IOException">It cannot be started.</exception>
    public OtherProcess(string executable, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(executable, arguments)
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TZ"] = TimeZoneInfo.Local.BaseUtcOffset == TimeSpan.Zero ? "Asia/Kathmandu" : "UTC";
        start.Environment["DOTNET_PROCESSOR_COUNT"] = Environment.ProcessorCount == 3 ? "5" : "3";
        start.Environment["DOTNET_TieredPGO"] = "0"; // it does not live long enough to gain by it
        foreach (var name in (string[])["USER", "LOGNAME", "HOSTNAME", "LANG", "LC_ALL", "PWD"])
        {
            start.Environment[name] = "elsewhere";
        }

        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new IOException(exception.Message, exception);
        }

        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
    }

    /// <summary>Answers what another process asks, until it asks no more.</summary>
    /// <param name="requests">A <see cref="Sample"/> a line.</param>
    /// <param name="answers">An answer a line.</param>
    /// <param name="catalogue">The scenarios known by name.</param>
    public static void Serve(TextReader requests, TextWriter answers, IReadOnlyList<Scenario> catalogue)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(answers);
        CultureInfo.DefaultThreadCurrentCulture = UnusualCulture.Instance;
        while (requests.ReadLine() is { } line)
        {
            answers.WriteLine(JsonConvert.SerializeObject(JsonConvert.DeserializeObject<Sample>(line)!.FirstOther(catalogue)));
            answers.Flush();
        }
    }

    /// <summary>Has a sample done again.</summary>
    /// <returns>What was something else first; null if all was the same.</returns>
    public Task<string?> Compare(Sample sample) => Task.Run(() =>
    {
        lock (gate)
        {
            try
            {
                process.StandardInput.WriteLine(JsonConvert.SerializeObject(sample));
                process.StandardInput.Flush();
                return process.StandardOutput.ReadLine() is { } line
                    ? JsonConvert.DeserializeObject<string?>(line)
                    : "the process that was to do the same died of it";
            }
            catch (Exception exception) when (exception is IOException or JsonException)
            {
                return "the process that was to do the same died of it";
            }
        }
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        process.Dispose();
    }
}
