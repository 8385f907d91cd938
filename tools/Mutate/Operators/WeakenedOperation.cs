using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlock.Mutate.Operators;

/// <summary>A TLBI that reaches fewer CPUs or forgets less; a DSB that waits for less.</summary>
internal sealed class WeakenedOperation : Operator
{
    private static readonly Dictionary<string, string[]> Weaker = new()
    {
        ["TlbiKind.Ipas2e1is"] = ["TlbiKind.Ipas2e1"],
        ["TlbiKind.Vmalle1is"] = ["TlbiKind.Vmalle1"],
        ["TlbiKind.Vmalls12e1is"] = ["TlbiKind.Vmalls12e1", "TlbiKind.Vmalle1is"],
        ["TlbiKind.Alle1is"] = ["TlbiKind.Alle1", "TlbiKind.Vmalls12e1is"],
        ["DsbKind.Ish"] = ["DsbKind.Ishst", "DsbKind.Nsh"],
        ["DsbKind.Ishst"] = ["DsbKind.Nsh"],
    };

    public override string Name => "weaken";

    public override IEnumerable<Change> Of(SyntaxNode node, SemanticModel meaning) =>
        node is MemberAccessExpressionSyntax kind && Weaker.TryGetValue(kind.ToString(), out var weaker)
            ? weaker.Select(replacement => new Change(replacement))
            : [];
}
