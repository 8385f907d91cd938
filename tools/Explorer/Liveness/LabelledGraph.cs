namespace Interlock.Explorer.Liveness;

/// <summary>The complete graph of a search: the logs of all workers, found by state.</summary>
internal sealed class LabelledGraph : ISuccessors
{
    private const long Unused = -1;

    private readonly uint[][] chunks;
    private readonly long[] records;
    private readonly int wordsOfSet;
    private readonly int header;

    public LabelledGraph(IReadOnlyList<LabelledLog> logs)
    {
        wordsOfSet = logs[0].WordsOfSet;
        header = logs[0].Header;
        var all = logs.SelectMany(log => log.Chunks).ToList();
        chunks = [.. all.Select(chunk => chunk.Words)];
        Initial = [.. logs.SelectMany(log => log.Initial).Select(state => (int)state)];
        var size = 0;
        Scan(all, (state, _) => size = Math.Max(size, (int)state + 1));
        records = new long[size];
        Array.Fill(records, Unused);
        Scan(all, (state, at) => records[state] = at);
    }

    /// <summary>The initial states, in the system's order.</summary>
    public IReadOnlyList<int> Initial { get; }

    /// <summary>All states have smaller numbers.</summary>
    public int Size => records.Length;

    /// <summary>Whether there is a state of that number: workers leave gaps.</summary>
    public bool Has(int state) => records[state] != Unused;

    public ReadOnlySpan<uint> Successors(int state)
    {
        var record = Record(state);
        return record.Slice(header, (int)record[1]);
    }

    /// <summary>Whose steps lead to the successors, in the same order; see <see cref="LabelledLog"/>.</summary>
    public ReadOnlySpan<uint> Labels(int state)
    {
        var record = Record(state);
        return record.Slice(header + (int)record[1], (int)record[1]);
    }

    /// <summary>The actors that can take a step, a bit each.</summary>
    public ulong Enabled(int state)
    {
        ulong actors = 0;
        foreach (var label in Labels(state))
        {
            actors |= LabelledLog.IsUnprovoked(label) ? 0 : 1UL << LabelledLog.ActorOf(label);
        }

        return actors;
    }

    /// <summary>Whether a property's goal holds in a state.</summary>
    public bool Meets(int state, int property) => Has(Record(state), 2, property);

    /// <summary>Whether a property's trigger holds in a state.</summary>
    public bool Triggers(int state, int property) => Has(Record(state), 2 + wordsOfSet, property);

    /// <summary>Whether a property's goal is owed from a state on.</summary>
    public bool Owes(int state, int property) => Triggers(state, property) && !Meets(state, property);

    private static bool Has(ReadOnlySpan<uint> record, int set, int property) =>
        ((record[set + (property >> 5)] >> (property & 31)) & 1) != 0;

    private void Scan(List<(uint[] Words, int Used)> chunks, Action<uint, long> found)
    {
        for (var chunk = 0; chunk < chunks.Count; chunk++)
        {
            var (words, used) = chunks[chunk];
            for (var at = 0; at < used; at += header + (2 * (int)words[at + 1]))
            {
                found(words[at], ((long)chunk << 32) | (uint)at);
            }
        }
    }

    private ReadOnlySpan<uint> Record(int state)
    {
        var at = records[state];
        return chunks[at >> 32].AsSpan((int)at);
    }
}
