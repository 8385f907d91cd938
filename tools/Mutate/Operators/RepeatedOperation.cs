using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlock.Mutate.Operators;

/// <summary>TLB maintenance that is done twice; something that is read under its lock once more.</summary>
internal sealed class RepeatedOperation : Operator
{
    public override string Name => "repeat";

    public override Expectation Expectation => Expectation.Passed;

    public override IEnumerable<Change> Of(SyntaxNode node, SemanticModel meaning) => node switch
    {
        ExpressionStatementSyntax { Parent: BlockSyntax, Expression: AwaitExpressionSyntax done } when Calls.IsMaintenance(done) =>
            [Twice(node, done)],
        LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: AwaitExpressionSyntax read }] }
            when Calls.Name(read) is "Read" or "Count" or "Load" => [Twice(node, read)],
        _ => [],
    };

    private static Change Twice(SyntaxNode statement, AwaitExpressionSyntax operation) =>
        new($"{operation}; {statement}") { Text = "twice" };
}
