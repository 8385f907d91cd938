using Interlock.Mutate.Operators;
using Interlock.Mutate.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlock.Mutate.Reach;

/// <summary>
/// Puts a probe on every way that code of a room can take. A probe is a call of the stepping core's, which is trusted not to change
/// what the code does; it has no locals, so states are as they are without it.
/// </summary>
internal sealed class Probes
{
    private const string Call = "Interlock.Sync.Stepping.Probes";
    private readonly List<Probe> all;
    private readonly List<Edit> edits = [];

    /// <summary>Probes for a room.</summary>
    /// <param name="room">Which.</param>
    /// <param name="compiler">Its sources.</param>
    /// <param name="all">Where they are added: a probe's number is its position there.</param>
    public Probes(Room room, Compiler compiler, List<Probe> all)
    {
        this.all = all;
        foreach (var file in compiler.Trees.Keys.Where(room.Explores))
        {
            foreach (var node in compiler.Trees[file].GetRoot().DescendantNodes().Where(node => !Precondition.Contains(node)))
            {
                Add(file, node);
            }
        }
    }

    /// <summary>How they are put there.</summary>
    public IReadOnlyList<Edit> Edits => edits;

    /// <summary>What a probe calls.</summary>
    public static SourceFile Source(int count) => new(
        "sync/Stepping/Probes.cs",
        $$"""
        namespace Interlock.Sync.Stepping;

        public static class Probes
        {
            public static readonly bool[] Seen = new bool[{{count}}];

            public static bool Hit(int probe)
            {
                Seen[probe] = true;
                return true;
            }

            public static bool If(int probe, bool condition)
            {
                Seen[condition ? probe : probe + 1] = true;
                return condition;
            }
        }
        """);

    private void Add(string file, SyntaxNode node)
    {
        switch (node)
        {
            case BlockSyntax block:
                Insert(file, block.OpenBraceToken.Span.End, $" {Call}.Hit({New(file, node, "is run")});");
                break;
            case ArrowExpressionClauseSyntax { Parent: MemberDeclarationSyntax member } body:
                AddMember(file, member, body);
                break;
            case SwitchExpressionArmSyntax { WhenClause: null } arm when arm.Expression is not ThrowExpressionSyntax:
                Insert(file, arm.Pattern.Span.End, $" when {Call}.Hit({New(file, node, "is taken")})");
                break;
            case ExpressionSyntax condition when IsCondition(condition)
                && !condition.DescendantNodes().OfType<VariableDesignationSyntax>().Any():
                var probe = New(file, node, "is true");
                New(file, node, "is false");
                Insert(file, node.SpanStart, $"{Call}.If({probe}, ");
                Insert(file, node.Span.End, ")");
                break;
        }
    }

    // The body becomes a block: what is returned still has the type of the member.
    private void AddMember(string file, MemberDeclarationSyntax member, ArrowExpressionClauseSyntax body)
    {
        var isVoid = member is MethodDeclarationSyntax method && (method.ReturnType.ToString() == "void"
            || (method.ReturnType.ToString() == "Step" && method.Modifiers.Any(SyntaxKind.AsyncKeyword)));
        var (open, close) = member is PropertyDeclarationSyntax ? ("{ get {", "} }") : ("{", "}");
        var semicolon = member.GetLastToken();
        edits.Add(new Edit(
            file, body.ArrowToken.SpanStart, body.ArrowToken.Span.Length,
            $"{open} {Call}.Hit({New(file, body, "is run")}); {(isVoid ? string.Empty : "return ")}"));
        Insert(file, semicolon.Span.End, $" {close}");
    }

    private static bool IsCondition(ExpressionSyntax node) => node is not LiteralExpressionSyntax && node.Parent switch
    {
        IfStatementSyntax branch => branch.Condition == node,
        ConditionalExpressionSyntax choice => choice.Condition == node,
        WhileStatementSyntax loop => loop.Condition == node,
        ForStatementSyntax loop => loop.Condition == node,
        BinaryExpressionSyntax both => both.IsKind(SyntaxKind.LogicalAndExpression) || both.IsKind(SyntaxKind.LogicalOrExpression),
        _ => false,
    };

    private void Insert(string file, int at, string text) => edits.Add(new Edit(file, at, 0, text));

    private int New(string file, SyntaxNode node, string way)
    {
        var (member, text) = (Mutations.Member(node), $"{Mutations.Line(Head(node))} {way}");
        var occurrence = 1 + all.Count(other => other.File == file && other.Member == member && other.Way == text);
        all.Add(new Probe(
            file, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, member, text, occurrence, node.SpanStart, node.Span.End));
        return all.Count - 1;
    }

    // What a block is of says more than what is in it.
    private static string Head(SyntaxNode node) => node switch
    {
        BlockSyntax { Parent: IfStatementSyntax branch } => $"if ({branch.Condition})",
        BlockSyntax { Parent: ElseClauseSyntax } => "else",
        BlockSyntax { Parent: WhileStatementSyntax loop } => $"while ({loop.Condition})",
        BlockSyntax { Parent: ForStatementSyntax loop } => $"for ({loop.Condition})",
        BlockSyntax or ArrowExpressionClauseSyntax => "it",
        SwitchExpressionArmSyntax arm => $"{arm.Pattern} =>",
        _ => node.ToString(),
    };
}
