namespace Interlock.Litmus.Cycles;

/// <summary>
/// Families of classical tests as cycles (Alglave, Maranget and Tautschnig, "Herding Cats", TOPLAS 2014): per thread the directions of
/// its accesses, and between threads how one's last access and the next one's first are related.
/// </summary>
internal static class CycleFamilies
{
    private static readonly Dictionary<string, string> All = new()
    {
        ["MP"] = "WW rf RR fr",
        ["SB"] = "WR fr WR fr",
        ["LB"] = "RW rf RW rf",
        ["S"] = "WW rf RW co",
        ["R"] = "WW co WR fr",
        ["2+2W"] = "WW co WW co",
        ["WRC"] = "W rf RW rf RR fr",
        ["RWC"] = "W rf RR fr WR fr",
        ["WWC"] = "W rf RW rf RW co",
        ["WRW+WR"] = "W rf RW co WR fr",
        ["WRR+2W"] = "W rf RR fr WW co",
        ["WRW+2W"] = "W rf RW co WW co",
        ["ISA2"] = "WW rf RW rf RR fr",
        ["W+RWC"] = "WW rf RR fr WR fr",
        ["3.SB"] = "WR fr WR fr WR fr",
        ["3.LB"] = "RW rf RW rf RW rf",
        ["3.2W"] = "WW co WW co WW co",
        ["Z6.0"] = "WW rf RW co WR fr",
        ["Z6.1"] = "WW co WW rf RW co",
        ["Z6.2"] = "WW rf RW rf RW co",
        ["Z6.3"] = "WW co WW rf RR fr",
        ["Z6.4"] = "WW co WR fr WR fr",
        ["Z6.5"] = "WW co WW co WR fr",
        ["IRIW"] = "W rf RR fr W rf RR fr",
        ["IRRWIW"] = "W rf RR fr W rf RW co",
        ["IRWIW"] = "W rf RW co W rf RW co",
    };

    /// <summary>The names.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>Takes the family off a name: what is left are the edges.</summary>
    /// <returns>The threads with how each is related to the next, and the edges; null if the family is not known.</returns>
    public static (IReadOnlyList<(string Directions, string Relation)> Threads, string[] Edges)? Of(string name)
    {
        var family = All.Keys.Where(known => name == known || name.StartsWith(known + "+", StringComparison.Ordinal)).MaxBy(known => known.Length);
        if (family is null)
        {
            return null;
        }

        var words = All[family].Split(' ');
        return (
            [.. Enumerable.Range(0, words.Length / 2).Select(thread => (words[2 * thread], words[(2 * thread) + 1]))],
            name[family.Length..].Split('+', StringSplitOptions.RemoveEmptyEntries));
    }
}
