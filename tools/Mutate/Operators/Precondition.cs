using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlock.Mutate.Operators;

/// <summary>
/// Code that checks the code: assertions, refusals of arguments by an exception, text for a reader. Without it a right program stays
/// right. That it speaks up when it must is what unit tests show.
/// </summary>
internal static class Precondition
{
    /// <summary>Whether a node is in such code.</summary>
    public static bool Contains(SyntaxNode node) => node.AncestorsAndSelf().Any(Is);

    private static bool Is(SyntaxNode node) => node switch
    {
        IfStatementSyntax branch => Throws(branch.Statement),
        ConditionalExpressionSyntax choice => choice.WhenTrue is ThrowExpressionSyntax || choice.WhenFalse is ThrowExpressionSyntax,
        ExpressionStatementSyntax { Expression: var call } => IsCheck(call),
        MethodDeclarationSyntax method => method.Identifier.ValueText is "ToString" or "Checked" or "Require",
        ThrowExpressionSyntax or ThrowStatementSyntax or AttributeSyntax => true,
        _ => false,
    };

    private static bool IsCheck(ExpressionSyntax call) => Calls.Name(call) is { } name
        && (name is "Assert" or "Require" || name.StartsWith("ThrowIf", StringComparison.Ordinal));

    private static bool Throws(StatementSyntax statement) =>
        statement is ThrowStatementSyntax or BlockSyntax { Statements: [ThrowStatementSyntax] };
}
