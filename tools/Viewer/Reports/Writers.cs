namespace Interlock.Viewer.Reports;

/// <summary>Who wrote each word last, as a counterexample goes on; of two runs, in each.</summary>
internal sealed class Writers
{
    private static readonly string[] One = [string.Empty];
    private readonly Dictionary<(string Run, string Word), Occurrence> last = [];
    private readonly string[] runs;

    /// <summary>Nobody has written anything.</summary>
    /// <param name="runs">The runs that are compared; none if there is one.</param>
    public Writers(IReadOnlyList<string> runs) => this.runs = runs.Count == 0 ? One : [.. runs];

    /// <summary>Hears of an operation.</summary>
    public void Follow(Occurrence occurrence)
    {
        foreach (var run in occurrence.Writes ? RunsOf(occurrence.Name) : [])
        {
            last[(run, occurrence.Performed!.Word)] = occurrence;
        }
    }

    /// <summary>The operation that wrote what a word holds, in the first run; null if it has held it from the start.</summary>
    public Occurrence? Of(string word) => last.GetValueOrDefault((runs[0], word));

    /// <summary>Where what a word holds comes from, in words.</summary>
    /// <param name="word">The word.</param>
    /// <param name="reader">The vCPU that reads it; null if none does.</param>
    public string Text(string word, string? reader = null)
    {
        var texts = RunsOf(reader ?? string.Empty).Select(run => (Run: run, Text: Text(run, word, reader))).ToList();
        return texts.Select(text => text.Text).Distinct().Count() == 1
            ? texts[0].Text
            : string.Join("; ", texts.Select(text => $"{text.Run}: {text.Text}"));
    }

    private string[] RunsOf(string actor) => TwoRuns.RunOf(actor) is { } run && runs.Contains(run) ? [run] : runs;

    private string Text(string run, string word, string? reader) => last.GetValueOrDefault((run, word)) is { } writer
        ? writer.Name == reader ? $"written by itself at {writer.Link}" : $"written by {writer.Name} at {writer.Link}"
        : "as it was at the start";
}
