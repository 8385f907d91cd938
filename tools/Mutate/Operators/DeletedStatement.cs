using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlock.Mutate.Operators;

/// <summary>An operation, a call or an assignment is not there: a store, a TLBI, a DSB, the release of a lock, a scrub.</summary>
internal sealed class DeletedStatement : Operator
{
    public override string Name => "delete";

    public override IEnumerable<Change> Of(SyntaxNode node, SemanticModel meaning) =>
        node is ExpressionStatementSyntax { Parent: BlockSyntax, Expression: var expression }
            && !node.Ancestors().Any(around => around is ConstructorDeclarationSyntax)
            && Calls.Name(expression) != "Pause"
            ? [new Change(string.Empty)]
            : [];
}
