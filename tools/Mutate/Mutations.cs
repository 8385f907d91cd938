using Interlock.Mutate.Operators;
using Interlock.Mutate.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlock.Mutate;

/// <summary>Every change of a room that the operators make.</summary>
public static class Mutations
{
    private static readonly IReadOnlyList<Operator> Operators =
    [
        new DeletedStatement(), new DroppedLock(), new WeakenedOperation(), new TornAtomic(), new DecidedCondition(),
        new DroppedOperand(), new DroppedChange(), new RelaxedOrder(), new RepeatedOperation(), new StrengthenedOperation(),
    ];

    /// <summary>The kinds of changes.</summary>
    public static IReadOnlyList<string> OperatorNames { get; } = [.. Operators.Select(kind => kind.Name)];

    /// <summary>All changes, in the order of the sources.</summary>
    public static IReadOnlyList<Mutation> Of(Room room, Compiler compiler)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(compiler);
        return [.. compiler.Trees.Keys
            .Where(room.Changes)
            .Order(StringComparer.Ordinal)
            .SelectMany(file => Of(room, compiler, file))];
    }

    private static IEnumerable<Mutation> Of(Room room, Compiler compiler, string file)
    {
        var (root, meaning) = (compiler.Trees[file].GetRoot(), compiler.Meaning(file));
        return Operators
            .SelectMany(kind => root.DescendantNodes()
                .Where(node => !Precondition.Contains(node))
                .SelectMany(node => kind.Of(node, meaning).Select(change => (kind, node, change))))
            .OrderBy(found => found.node.SpanStart)
            .GroupBy(found => (found.kind.Name, Member(found.node), Text(found.node, found.change)))
            .SelectMany(same => same.Select((found, index) => new Mutation(
                room,
                file,
                found.node.GetLocation().GetLineSpan().StartLinePosition.Line + 1,
                same.Key.Item2,
                found.kind.Name,
                same.Key.Item3,
                index + 1,
                found.kind.Expectation,
                [new Edit(file, found.node.SpanStart, found.node.Span.Length, found.change.Replacement), .. found.change.Further])))
            .OrderBy(mutation => mutation.Line);
    }

    /// <summary>The method or property that a node is in.</summary>
    internal static string Member(SyntaxNode node) =>
        node.Ancestors().OfType<MemberDeclarationSyntax>().First() switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
            var other => other.Kind().ToString(),
        };

    private static string Text(SyntaxNode node, Change change) =>
        $"{Line(node.ToString())} -> {(change.Text.Length == 0 ? "nothing" : Line(change.Text))}";

    /// <summary>A text on one line.</summary>
    internal static string Line(string text) =>
        string.Join(' ', text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
