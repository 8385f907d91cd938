using System.Text.RegularExpressions;

namespace Interlock.Litmus.Cycles;

/// <summary>Edges of program order as names of tests have them: <c>po</c>, <c>dmb.sy</c>, <c>addr</c>, <c>data-rfi-addr</c>, <c>pola</c>.</summary>
internal static partial class CycleEdges
{
    /// <summary>Edges that stay at a location.</summary>
    private static readonly string[] SameLocation = ["rfi", "fri", "coi"];

    /// <summary>Edges that begin at a read.</summary>
    private static readonly string[] Dependencies = ["addr", "data", "ctrl", "ctrlisb"];

    /// <summary>Whether both ends of an edge are at one location.</summary>
    public static bool StaysAtLocation(string edge) => SameLocation.Contains(edge);

    /// <summary>The accesses of a thread with two accesses and what is between them; null if it makes none.</summary>
    public static List<CycleAccess>? Of(int thread, string directions, string name)
    {
        var parts = name.Split('-').Select(part => Edge().Match(part)).ToList();
        if (parts.Exists(part => !part.Success))
        {
            return null;
        }

        var edges = parts.ConvertAll(part => part.Groups[1].Value);
        var accesses = new List<CycleAccess> { new(thread, directions[0] == 'W', string.Empty) };
        for (var edge = 0; edge < edges.Count; edge++)
        {
            var isWrite = edge + 1 == edges.Count ? directions[1] == 'W' : Middle(edges[edge], edges[edge + 1]);
            if (isWrite is not { } writes || !IsPossible(edges[edge], accesses[^1].IsWrite, writes))
            {
                return null;
            }

            accesses.Add(new CycleAccess(thread, writes, edges[edge]));
            if (parts[edge].Groups[2].Value is { Length: 2 } orders)
            {
                (accesses[^2].Order, accesses[^1].Order) = (orders[0], orders[1]);
            }
        }

        return accesses.TrueForAll(access => access.Order == 'p' || access.IsWrite == (access.Order == 'l')) ? accesses : null;
    }

    // Whether an access between two edges writes; null if neither edge says so.
    private static bool? Middle(string before, string after) => (before, after) switch
    {
        ("rfi", _) or (_, "fri") => false,
        ("fri" or "coi" or "data", _) or (_, "rfi" or "coi") => true,
        _ when Dependencies.Contains(after) => false,
        _ => null,
    };

    private static bool IsPossible(string edge, bool fromWrite, bool toWrite) => edge switch
    {
        "rfi" => fromWrite && !toWrite,
        "fri" => !fromWrite && toWrite,
        "coi" => fromWrite && toWrite,
        "data" => !fromWrite && toWrite,
        _ when Dependencies.Contains(edge) => !fromWrite,
        _ => true,
    };

    [GeneratedRegex(@"^(po|dmb\.(?:sy|ld|st)|mfence|isb|addr|data|ctrlisb|ctrl|rfi|fri|coi)([palq]{2})?$")]
    private static partial Regex Edge();
}
