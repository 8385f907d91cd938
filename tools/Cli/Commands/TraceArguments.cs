using Interlock.Catalogue;
using Interlock.Explorer.Traces;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Cli.Commands;

/// <summary>How commands name recorded traces.</summary>
internal static class TraceArguments
{
    /// <summary>The files that a path stands for: itself, or all traces of a folder.</summary>
    /// <exception cref="ArgumentException">There is no trace in the folder.</exception>
    public static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        var found = Directory.GetFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new ArgumentException($"There is no trace in the folder {path}.");
    }

    /// <summary>The trace of a file.</summary>
    /// <exception cref="ArgumentException">There is no such file.</exception>
    /// <exception cref="TraceFormatException">It is no trace.</exception>
    public static Trace Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ArgumentException(Directory.Exists(path) ? $"{path} is a folder: name one trace." : $"There is no file '{path}'.");
        }

        try
        {
            return TraceFile.Read(File.ReadAllText(path));
        }
        catch (TraceFormatException exception)
        {
            throw new TraceFormatException($"{path} cannot be replayed: {exception.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>What a trace is a trace of; ask only once it has been replayed.</summary>
    public static (Scenario Scenario, Sizes Sizes, TransitionSystem System) SystemOf(Trace trace)
    {
        var scenario = ScenarioList.Find(trace.Scenario);
        var sizes = new Sizes(scenario, trace.Parameters);
        return (scenario, sizes, scenario.Build(sizes, trace.Variant));
    }
}
