using Interlock.Mutate.Sources;
using Interlock.Mutate.Trials;
using Newtonsoft.Json;

namespace Interlock.Mutate.Reach;

/// <summary>The rooms compiled as they are with probes, to see which scenario comes where.</summary>
public sealed class ReachedCode
{
    private readonly List<Probe> probes = [];
    private readonly Dictionary<string, byte[]> images = [];
    private readonly string folder;

    /// <summary>Compiles the rooms.</summary>
    /// <param name="clone">The sources.</param>
    /// <param name="folder">Where the assemblies of the project are.</param>
    /// <exception cref="ArgumentException">They do not compile.</exception>
    public ReachedCode(Clone clone, string folder)
    {
        ArgumentNullException.ThrowIfNull(clone);
        this.folder = folder;
        var edits = Room.All.ToDictionary(
            room => room, room => new Probes(room, new Compiler(room, clone.Files(room), folder), probes).Edits);
        foreach (var room in Room.All)
        {
            var files = clone.Files(room);
            var compiler = new Compiler(
                room, room == Room.Sync ? [.. files, Mutate.Reach.Probes.Source(probes.Count)] : files, folder, images);
            images[room.Assembly] = compiler.Compile(edits[room], out var errors)
                ?? throw new ArgumentException($"{room.Name} does not compile with probes: {errors[0]}");
        }
    }

    /// <summary>The ways that there are.</summary>
    public IReadOnlyList<Probe> All => probes;

    /// <summary>Explores scenarios, one after the other.</summary>
    /// <param name="trials">The scenarios.</param>
    /// <param name="workers">Threads that explore.</param>
    public IEnumerable<ReachedScenario> Explore(IEnumerable<TrialRequest> trials, int workers = 1)
    {
        using var sandbox = new Sandbox(images, folder);
        var seen = (bool[])sandbox.Of(typeof(Sync.Stepping.Step)).Assembly.GetType(
            "Interlock.Sync.Stepping.Probes")!.GetField("Seen")!.GetValue(null)!;
        foreach (var trial in trials)
        {
            Array.Clear(seen);
            var result = JsonConvert.DeserializeObject<TrialResult>(sandbox.Run(trial, workers))!;
            yield return new ReachedScenario(result, [.. seen]);
        }
    }

    /// <summary>The narrowest way on which a place of a file lies: its number; null if it lies on none.</summary>
    public int? At(string file, int position)
    {
        var found = Enumerable.Range(0, probes.Count)
            .Where(index => probes[index] is var probe && probe.File == file && probe.Start <= position && position < probe.End
                && !probe.Way.EndsWith("is true", StringComparison.Ordinal) && !probe.Way.EndsWith("is false", StringComparison.Ordinal))
            .OrderBy(index => probes[index].End - probes[index].Start)
            .ToList();
        return found.Count == 0 ? null : found[0];
    }
}
