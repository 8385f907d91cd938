using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlock.Mutate.Operators;

/// <summary>A TLBI that forgets more than it need, or a DSB that waits for more.</summary>
internal sealed class StrengthenedOperation : Operator
{
    private static readonly Dictionary<string, string> Stronger = new()
    {
        ["TlbiKind.Ipas2e1is"] = "TlbiKind.Alle1is",
        ["TlbiKind.Vmalle1is"] = "TlbiKind.Vmalls12e1is",
        ["TlbiKind.Vmalls12e1is"] = "TlbiKind.Alle1is",
        ["DsbKind.Ishst"] = "DsbKind.Ish",
    };

    public override string Name => "strengthen";

    public override Expectation Expectation => Expectation.Passed;

    public override IEnumerable<Change> Of(SyntaxNode node, SemanticModel meaning) =>
        node is MemberAccessExpressionSyntax kind && Stronger.TryGetValue(kind.ToString(), out var stronger)
            ? [new Change(stronger)]
            : [];
}
