using System.Globalization;
using System.Text;

namespace Interlock.Litmus.Cycles;

/// <summary>
/// Makes the test that a name such as <c>MP+dmb.sy+addr</c>, <c>2+2W+dmb.sts</c> or <c>SB+mfence+po</c> stands for: a family, and per thread
/// of two accesses what is between them, or once with an s what is between all of them. The condition asks for the cycle.
/// </summary>
public static class CycleTest
{
    /// <summary>The test as a file in herd's format.</summary>
    /// <param name="name">The name.</param>
    /// <param name="architecture">In which language.</param>
    /// <returns>The file; null if the name stands for no test of that architecture.</returns>
    public static string? Write(string name, Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Accesses(name) is not { } accesses)
        {
            return null;
        }

        var threads = accesses.GroupBy(access => access.Thread).Select(thread => thread.ToList()).ToList();
        var columns = threads.ConvertAll(thread => architecture switch
        {
            Architecture.AArch64 => CycleCode.AArch64(thread),
            Architecture.X86 => CycleCode.X86(thread),
            _ => null,
        });
        if (columns.Exists(column => column is null))
        {
            return null;
        }

        var file = new StringBuilder();
        file.Append(architecture).Append(' ').Append(name).Append("\n{\n").Append(Initial(threads, architecture)).Append("}\n ");
        file.AppendJoin(" | ", threads.Select((_, thread) => $"P{thread}")).Append(" ;\n");
        for (var row = 0; row < columns.Max(column => column!.Count); row++)
        {
            file.Append(' ').AppendJoin(" | ", columns.Select(column => column!.ElementAtOrDefault(row) ?? string.Empty)).Append(" ;\n");
        }

        return file.Append("exists (").Append(Condition(threads, architecture)).Append(")\n").ToString();
    }

    private static List<CycleAccess>? Accesses(string name)
    {
        if (CycleFamilies.Of(name) is not var (threads, edges))
        {
            return null;
        }

        var ordered = threads.Count(thread => thread.Directions.Length == 2);
        var own = edges.Length == 0 ? Enumerable.Repeat("po", ordered).ToList()
            : edges.Length == 1 && ordered > 1 && edges[0].EndsWith('s') ? Enumerable.Repeat(edges[0][..^1], ordered).ToList()
            : [.. edges];
        if (own.Count != ordered)
        {
            return null;
        }

        var accesses = new List<CycleAccess>();
        for (var (thread, edge) = (0, 0); thread < threads.Count; thread++)
        {
            var directions = threads[thread].Directions;
            var made = directions.Length == 1 ? [new CycleAccess(thread, directions == "W", string.Empty)] : CycleEdges.Of(thread, directions, own[edge++]);
            if (made is null)
            {
                return null;
            }

            accesses.AddRange(made);
        }

        Place(accesses);
        return accesses;
    }

    // Along the cycle an edge between threads stays at a location, and so do some within; each location's writes are numbered as they come.
    private static void Place(List<CycleAccess> accesses)
    {
        bool Arrives(CycleAccess access) => access.Before.Length > 0 && !CycleEdges.StaysAtLocation(access.Before);
        var locations = accesses.Count(Arrives);
        var first = accesses.FindIndex(Arrives);
        var (location, value) = (0, 0);
        for (var step = 0; step < accesses.Count; step++)
        {
            var access = accesses[(first + step) % accesses.Count];
            if (Arrives(access))
            {
                (location, value) = ((location + 1) % locations, 0);
            }

            value += access.IsWrite ? 1 : 0;
            (access.Location, access.Value) = (location, value);
        }
    }

    private static string Initial(List<List<CycleAccess>> threads, Architecture architecture) => architecture == Architecture.X86
        ? string.Empty
        : string.Concat(threads.Select((thread, index) => string.Join(' ', thread.Select(access => access.Location).Distinct().Order()
            .Select(location => string.Create(CultureInfo.InvariantCulture, $"{index}:X{20 + location}={CycleCode.NameOf(location)};"))) + "\n"));

    private static string Condition(List<List<CycleAccess>> threads, Architecture architecture)
    {
        var reads = threads.SelectMany((thread, index) => thread.Where(access => !access.IsWrite).Select((access, read) =>
            string.Create(CultureInfo.InvariantCulture, $"{index}:{CycleCode.RegisterOf(read, architecture)}={access.Value}")));
        var writes = threads.SelectMany(thread => thread).Where(access => access.IsWrite).GroupBy(access => access.Location)
            .Where(location => location.Count() > 1).OrderBy(location => location.Key)
            .Select(location => string.Create(CultureInfo.InvariantCulture, $"{CycleCode.NameOf(location.Key)}={location.Max(access => access.Value)}"));
        return string.Join(" /\\ ", reads.Concat(writes));
    }
}
