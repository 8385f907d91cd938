using Interlock.Semantics.Transitions;

namespace Interlock.Viewer.Graphs;

/// <summary>What is shown, in a sentence's worth.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Sizes">Its sizes, as <c>vcpus=3</c>.</param>
/// <param name="Variant">The mutant or benign variant; null for production code.</param>
public sealed record Subject(string Scenario, string Sizes, string? Variant);

/// <summary>The graph as a whole.</summary>
/// <param name="Subject">What is shown.</param>
/// <param name="Memory">The memory model.</param>
/// <param name="Actors">Who takes steps.</param>
/// <param name="States">How many states were found.</param>
/// <param name="Expanded">How many of them were expanded.</param>
/// <param name="Steps">How many steps were found.</param>
/// <param name="Initial">How many states executions begin in.</param>
/// <param name="IsExploring">Whether more is being found.</param>
/// <param name="Bound">What ended the exploration early; null if nothing did.</param>
/// <param name="Levels">The first state of each depth.</param>
/// <param name="Facts">What states can be searched and grouped by.</param>
/// <param name="Lenses">Facts by which states are grouped at once.</param>
/// <param name="Broken">The properties that states break.</param>
/// <param name="HasPictures">Whether there are tables to draw.</param>
public sealed record GraphSummary(
    Subject Subject,
    string Memory,
    IReadOnlyList<string> Actors,
    int States,
    int Expanded,
    int Steps,
    int Initial,
    bool IsExploring,
    string? Bound,
    IReadOnlyList<int> Levels,
    IReadOnlyList<FactName> Facts,
    IReadOnlyList<Lens> Lenses,
    IReadOnlyList<BrokenProperty> Broken,
    bool HasPictures);

/// <summary>A fact by name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Group">What it is a part of.</param>
public sealed record FactName(string Name, string Group);

/// <summary>An abstraction: states count as one if these facts are the same in them.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Facts">The facts' names.</param>
public sealed record Lens(string Name, IReadOnlyList<string> Facts);

/// <summary>A property that some states break.</summary>
/// <param name="Property">Its name.</param>
/// <param name="States">How many states.</param>
/// <param name="First">The first of them.</param>
public sealed record BrokenProperty(string Property, int States, int First);

/// <summary>A state, or a class of states, as a node.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Depth">Its distance from the start.</param>
/// <param name="IsInitial">Whether executions begin here.</param>
/// <param name="Broken">What it breaks; of a class, what some state of it breaks; null if nothing.</param>
/// <param name="Ends">Whether no step leads out.</param>
/// <param name="IsExpanded">Whether all steps out of it are known.</param>
/// <param name="Out">How many other nodes its steps lead to.</param>
/// <param name="In">From how many other nodes steps lead here; null while that is not known.</param>
/// <param name="Size">How many states it is.</param>
/// <param name="First">Its first state.</param>
/// <param name="Values">The texts of the facts of the lens, in their order.</param>
/// <param name="Colour">The text of the fact by which nodes are coloured; null if there is none.</param>
public sealed record NodeView(
    int Id, int Depth, bool IsInitial, string? Broken, bool Ends, bool IsExpanded, int Out, int? In, int Size, int First,
    IReadOnlyList<string> Values, string? Colour);

/// <summary>Steps of one actor from one node to another.</summary>
/// <param name="From">Where they begin.</param>
/// <param name="To">Where they lead.</param>
/// <param name="Actor">Whose they are, by index.</param>
/// <param name="Text">What is done; empty between classes.</param>
/// <param name="Count">How many steps of states they are.</param>
public sealed record EdgeView(int From, int To, int Actor, string Text, int Count);

/// <summary>A part of the graph.</summary>
/// <param name="Nodes">The nodes.</param>
/// <param name="Edges">All edges between them.</param>
/// <param name="Left">How many nodes were met and left out because there were enough.</param>
public sealed record PartView(IReadOnlyList<NodeView> Nodes, IReadOnlyList<EdgeView> Edges, int Left);

/// <summary>A step out of a node or into it, and others of the same actor between the same two nodes.</summary>
/// <param name="Node">The node at its other end.</param>
/// <param name="Actor">Whose it is, by index.</param>
/// <param name="Operation">What is done, in a few words; empty between classes.</param>
/// <param name="Whole">All that is done, if that is several operations; empty if not.</param>
/// <param name="Site">File and line; may be empty.</param>
/// <param name="Changes">What it changes.</param>
/// <param name="Notes">The events of the code.</param>
/// <param name="Count">How many steps of states they are.</param>
public sealed record StepView(
    int Node, int Actor, string Operation, string Whole, string Site, IReadOnlyList<Change> Changes, IReadOnlyList<string> Notes,
    int Count);

/// <summary>A fact in a state.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Group">What it is a part of.</param>
/// <param name="Value">Its text.</param>
public sealed record FactView(string Name, string Group, string Value);

/// <summary>A node with all that is known of it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Facts">Of a state all facts, of a class those of the lens.</param>
/// <param name="Message">What is broken there, in a sentence; null if nothing is.</param>
/// <param name="Picture">What is drawn of it; null if nothing is.</param>
/// <param name="Out">The steps out of it.</param>
/// <param name="In">Steps into it.</param>
/// <param name="InLeft">How many more steps into it there are.</param>
public sealed record NodeDetails(
    NodeView Node, IReadOnlyList<FactView> Facts, string? Message, StatePicture? Picture,
    IReadOnlyList<StepView> Out, IReadOnlyList<StepView> In, int InLeft);

/// <summary>A way through the graph.</summary>
/// <param name="Nodes">The nodes on it; null if there is none.</param>
public sealed record WayView(IReadOnlyList<int>? Nodes);

/// <summary>States that meet a condition.</summary>
/// <param name="States">How many states do.</param>
/// <param name="Nodes">How many nodes hold such a state.</param>
/// <param name="First">The first of those nodes.</param>
public sealed record FoundView(int States, int Nodes, IReadOnlyList<int> First);
