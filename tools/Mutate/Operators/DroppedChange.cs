using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlock.Mutate.Operators;

/// <summary>A number stays what it was: a count that is not counted, a bit that is neither set nor cleared.</summary>
internal sealed class DroppedChange : Operator
{
    public override string Name => "unchanged";

    public override IEnumerable<Change> Of(SyntaxNode node, SemanticModel meaning) =>
        node is BinaryExpressionSyntax both && (IsByOne(both) || IsBit(both)) ? [new Change(both.Left.ToString())] : [];

    private static bool IsByOne(BinaryExpressionSyntax both) =>
        (both.IsKind(SyntaxKind.AddExpression) || both.IsKind(SyntaxKind.SubtractExpression))
        && both.Right is LiteralExpressionSyntax { Token.ValueText: "1" };

    private static bool IsBit(BinaryExpressionSyntax both) =>
        (both.IsKind(SyntaxKind.BitwiseOrExpression) || both.IsKind(SyntaxKind.BitwiseAndExpression))
        && Calls.CallOf(both) is { } call && Calls.Name(call) == "Store";
}
