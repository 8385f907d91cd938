using Interlock.Mutate.Sources;
using Newtonsoft.Json;

namespace Interlock.Mutate.Trials;

/// <summary>Compiles changed programs and explores them.</summary>
/// <param name="clone">The sources.</param>
/// <param name="folder">Where the assemblies of the project are.</param>
public sealed class Bench(Clone clone, string folder)
{
    private readonly Dictionary<Room, Compiler> compilers = [];

    /// <summary>The compiler of a room.</summary>
    public Compiler Compiler(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        if (!compilers.TryGetValue(room, out var compiler))
        {
            compilers[room] = compiler = new Compiler(room, clone.Files(room), folder);
        }

        return compiler;
    }

    /// <summary>Makes the changes and explores one scenario after the other, until a property breaks.</summary>
    public BenchAnswer Try(BenchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var room = Room.Find(request.Room);
        if (Compiler(room).Compile(request.Edits, out var errors) is not { } image)
        {
            return new BenchAnswer(errors, []);
        }

        using var sandbox = new Sandbox(new Dictionary<string, byte[]> { [room.Assembly] = image }, folder);
        var results = new List<TrialResult>();
        foreach (var trial in request.Trials)
        {
            var result = JsonConvert.DeserializeObject<TrialResult>(sandbox.Run(trial, workers: 1))!;
            results.Add(result);
            if (result.Conclusion == Conclusion.Violated)
            {
                break;
            }
        }

        return new BenchAnswer([], results);
    }
}
