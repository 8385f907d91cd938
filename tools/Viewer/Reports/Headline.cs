namespace Interlock.Viewer.Reports;

/// <summary>What a counterexample shows, for a reader who has a minute. In texts, <c>[[5]]</c> stands for a link to step 5.</summary>
/// <param name="Title">What went wrong, in the words of the property.</param>
/// <param name="Summary">By whom, to what, and why, in a sentence or two.</param>
/// <param name="Decisive">The steps that decide, in order; the last is the violating one.</param>
/// <param name="Evidence">What the last state holds that contradicts the property.</param>
public sealed record Headline(
    string Title, string Summary, IReadOnlyList<DecisiveStep> Decisive, IReadOnlyList<string> Evidence);

/// <summary>A step that decides.</summary>
/// <param name="Step">Which, from one.</param>
/// <param name="Role">What it is in the story, in a word or three.</param>
/// <param name="Text">What it does, and to what effect.</param>
public sealed record DecisiveStep(int Step, string Role, string Text);
