namespace Interlock.Viewer.Reports;

/// <summary>Who wrote each word last, as a counterexample goes on.</summary>
internal sealed class Writers
{
    private readonly Dictionary<string, Occurrence> last = [];
    private int renamedAt;

    /// <summary>Hears of an operation.</summary>
    public void Follow(Occurrence occurrence)
    {
        if (occurrence.Writes)
        {
            last[occurrence.Performed!.Word] = occurrence;
        }
    }

    /// <summary>Hears that a step has ended in which names were exchanged: they stand for other words now.</summary>
    public void Forget(int step)
    {
        last.Clear();
        renamedAt = step;
    }

    /// <summary>The operation that wrote what a word holds; null if it has held it from the start.</summary>
    public Occurrence? Of(string word) => last.GetValueOrDefault(word);

    /// <summary>Where what a word holds comes from, in words, for a vCPU that reads it.</summary>
    public string Text(string word, int reader) => Of(word) is { } writer
        ? writer.Actor == reader ? $"written by itself at {writer.Link}" : $"written by {writer.Name} at {writer.Link}"
        : renamedAt > 0 ? $"from before the names were exchanged at [[{renamedAt}]]" : "as it was at the start";
}
