using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlock.Mutate.Operators;

/// <summary>One of two conditions is not looked at; one of several cases is not provided for.</summary>
internal sealed class DroppedOperand : Operator
{
    public override string Name => "drop";

    public override IEnumerable<Change> Of(SyntaxNode node, SemanticModel meaning) => node switch
    {
        BinaryExpressionSyntax both when both.IsKind(SyntaxKind.LogicalAndExpression) || both.IsKind(SyntaxKind.LogicalOrExpression) =>
            [new Change(both.Left.ToString()), new Change(both.Right.ToString())],
        BinaryPatternSyntax both => [new Change(both.Left.ToString()), new Change(both.Right.ToString())],
        _ => [],
    };
}
