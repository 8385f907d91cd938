using Interlock.Mutate.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlock.Mutate.Operators;

/// <summary>A lock of the engine is neither taken nor released.</summary>
internal sealed class DroppedLock : Operator
{
    private const string Order = "engine/Locks/LockOrder.cs";

    public override string Name => "without-lock";

    public override IEnumerable<Change> Of(SyntaxNode node, SemanticModel meaning)
    {
        if (node is not AwaitExpressionSyntax taken
            || Calls.Name(taken)?.StartsWith("Take", StringComparison.Ordinal) != true
            || meaning.GetTypeInfo(taken).Type is not { Name: "Held" or "MemoryLocks" } held)
        {
            return [];
        }

        return
        [
            new Change($"default({held.ToDisplayString()})")
            {
                Text = "no lock",
                Further = ReleasesNothing(meaning.Compilation),
            },
        ];
    }

    // Releasing what was not taken has no effect.
    private static List<Edit> ReleasesNothing(Compilation compilation)
    {
        var release = compilation.SyntaxTrees.Single(tree => tree.FilePath.EndsWith(Order, StringComparison.Ordinal)).GetRoot()
            .DescendantNodes().OfType<MethodDeclarationSyntax>().Single(method => method.Identifier.ValueText == "Release");
        var body = release.ExpressionBody!;
        return
        [
            new Edit(Order, release.ReturnType.SpanStart, 0, "async "),
            new Edit(
                Order,
                body.SpanStart,
                release.Span.End - body.SpanStart,
                $"{{ if (held.Rank != default) {{ await {body.Expression}; }} }}"),
        ];
    }
}
