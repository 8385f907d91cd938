using Interlock.Mutate.Sources;
using Microsoft.CodeAnalysis;

namespace Interlock.Mutate.Operators;

/// <summary>A kind of change.</summary>
internal abstract class Operator
{
    /// <summary>As in the table and in the list of survivors.</summary>
    public abstract string Name { get; }

    /// <summary>What must come of it.</summary>
    public virtual Expectation Expectation => Expectation.Killed;

    /// <summary>What can stand in a node's place.</summary>
    public abstract IEnumerable<Change> Of(SyntaxNode node, SemanticModel meaning);
}

/// <summary>What stands in a node's place.</summary>
/// <param name="Replacement">The text.</param>
internal sealed record Change(string Replacement)
{
    /// <summary>The text for a reader, where the replacement says more than a reader wants to know.</summary>
    public string Text { get; init; } = Replacement;

    /// <summary>What must be changed elsewhere for it to be a program.</summary>
    public IReadOnlyList<Edit> Further { get; init; } = [];
}
