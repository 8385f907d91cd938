namespace Interlock.Viewer.Reports;

/// <summary>One operation of a counterexample, as the page shows it. In texts, <c>[[5]]</c> stands for a link to step 5.</summary>
public sealed record TimelineRow
{
    /// <summary>Which step it belongs to, from one.</summary>
    public required int Step { get; init; }

    /// <summary>Which lane it stands in, by index.</summary>
    public required int Lane { get; init; }

    /// <summary>The same step in the other of two runs; null if there is one run, or the step is of one run only.</summary>
    public TwinCell? Twin { get; init; }

    /// <summary>What kind of operation it is: the page marks each kind with a sign of its own.</summary>
    public required string Kind { get; init; }

    /// <summary>What is done, in a line.</summary>
    public required string Text { get; init; }

    /// <summary>The operation as the command line prints it.</summary>
    public required string Operation { get; init; }

    /// <summary>File and line; empty where there is none.</summary>
    public required string Site { get; init; }

    /// <summary>Where the value or the translation that it got came from, and what follows from that.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>The events of the code.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The methods that waited for it, innermost first.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Index of the call that it belongs to; null if to none.</summary>
    public int? Call { get; init; }

    /// <summary>
    /// How many rows before it are the same spin of the same vCPU: it reads what it has read before, and changes nothing.
    /// </summary>
    public int Spins { get; init; }
}

/// <summary>A step as the other of two runs takes it.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Text">What is done there.</param>
public sealed record TwinCell(int Lane, string Text);

/// <summary>What a step changes, as the page shows it.</summary>
public sealed record StepDifference
{
    /// <summary>Named values that differ.</summary>
    public required IReadOnlyList<ValueDifference> Values { get; init; }

    /// <summary>Where each vCPU's code stands, if that differs.</summary>
    public required IReadOnlyList<ValueDifference> Code { get; init; }

    /// <summary>What that means by the names that the program has for it: owners of pages, VMs, locks.</summary>
    public required IReadOnlyList<ValueDifference> Facts { get; init; }

    /// <summary>What vCPUs may hold from now on.</summary>
    public required IReadOnlyList<string> Gained { get; init; }

    /// <summary>What no vCPU of the name may hold any more.</summary>
    public required IReadOnlyList<string> Lost { get; init; }
}

/// <summary>A value that differs.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Before">What it held.</param>
/// <param name="After">What it holds now.</param>
/// <param name="Meaning">What that means, where a number alone does not tell; may be empty.</param>
public sealed record ValueDifference(string Name, string Before, string After, string Meaning);

/// <summary>A call of the engine, from where its CPU asks for it to its answer.</summary>
/// <param name="Lane">Who makes it: the index of an actor, which is its lane unless there are two runs.</param>
/// <param name="First">Its first step, from one.</param>
/// <param name="Last">Its last step.</param>
/// <param name="Text">The call with its arguments and its answer.</param>
/// <param name="IsFinished">Whether it has been answered.</param>
public sealed record TimelineCall(int Lane, int First, int Last, string Text, bool IsFinished);
