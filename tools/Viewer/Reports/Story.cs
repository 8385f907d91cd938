using Interlock.Explorer.Traces;
using Interlock.Semantics.Transitions;

namespace Interlock.Viewer.Reports;

/// <summary>A counterexample as its headline is made from: the operations, who wrote what, and which calls they belong to.</summary>
internal sealed class Story
{
    public Story(History history)
    {
        History = history;
        All = Occurrence.AllOf(history);
        Calls = CallSpans.Of(this);
        Writers = new Writers(Runs);
        foreach (var occurrence in All)
        {
            Writers.Follow(occurrence);
        }
    }

    public History History { get; }

    public Trace Trace => History.Trace;

    public Violation Violation => Trace.Violation;

    /// <summary>The runs that are compared; none if there is one.</summary>
    public IReadOnlyList<string> Runs => TwoRuns.Of(Trace);

    /// <summary>All operations, in order.</summary>
    public IReadOnlyList<Occurrence> All { get; }

    /// <summary>The calls that they make up.</summary>
    public IReadOnlyList<TimelineCall> Calls { get; }

    /// <summary>Who wrote each word last, in the last state.</summary>
    public Writers Writers { get; }

    /// <summary>The last operation; null if there is none.</summary>
    public Occurrence? Last => All.Count == 0 ? null : All[^1];

    /// <summary>A value of the last state; null if there is none of the name.</summary>
    public string? Final(string name) => History.Moments[^1].Values
        .Where(value => value.Name == name).Select(value => value.Value).FirstOrDefault();

    /// <summary>What a word of the state means.</summary>
    public WordMeaning MeaningOf(string word) => History.Meanings.GetValueOrDefault(word);

    /// <summary>What the violation is about; null if it is not known, or something else.</summary>
    public T? EvidenceOf<T>()
        where T : Evidence => Violation.Evidence as T;

    /// <summary>The call to which an operation belongs; null if to none.</summary>
    public TimelineCall? CallOf(Occurrence occurrence) => Calls.FirstOrDefault(call =>
        call.Lane == occurrence.Actor && call.First <= occurrence.Step && occurrence.Step <= call.Last);
}
