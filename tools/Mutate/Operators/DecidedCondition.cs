using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlock.Mutate.Operators;

/// <summary>A check that says the same whatever it sees; a loop that is never gone round; a property that is always or never so.</summary>
internal sealed class DecidedCondition : Operator
{
    private static readonly Change[] Either = [new Change("true"), new Change("false")];

    public override string Name => "decide";

    public override IEnumerable<Change> Of(SyntaxNode node, SemanticModel meaning) => node.Parent switch
    {
        IfStatementSyntax branch when branch.Condition == node => Either,
        ConditionalExpressionSyntax choice when choice.Condition == node => Either,
        WhileStatementSyntax { Condition: not LiteralExpressionSyntax } loop when loop.Condition == node => [new Change("false")],
        ForStatementSyntax loop when loop.Condition == node => [new Change("false")],
        ArrowExpressionClauseSyntax { Parent: MemberDeclarationSyntax } answer when answer.Expression == node && IsBoolean(node, meaning) =>
            Either,
        _ => [],
    };

    private static bool IsBoolean(SyntaxNode node, SemanticModel meaning) =>
        meaning.GetTypeInfo(node).ConvertedType?.SpecialType == SpecialType.System_Boolean;
}
