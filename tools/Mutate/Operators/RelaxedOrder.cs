using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlock.Mutate.Operators;

/// <summary>An access that orders nothing.</summary>
internal sealed class RelaxedOrder : Operator
{
    public override string Name => "relax";

    public override Expectation Expectation => Expectation.Waits;

    public override IEnumerable<Change> Of(SyntaxNode node, SemanticModel meaning) =>
        node is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "MemoryOrder" } } order
            && order.Name.Identifier.ValueText != "Relaxed"
            ? [new Change("MemoryOrder.Relaxed")]
            : [];
}
