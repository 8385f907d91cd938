using Interlock.Mutate.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlock.Mutate.Operators;

/// <summary>An atomic operation that is a load and a store: others come in between.</summary>
internal sealed class TornAtomic : Operator
{
    private const string Torn =
        """

        file static class Torn
        {
            public static async Interlock.Sync.Stepping.Step<ulong> FetchAdd(Cpu cpu, Address word, ulong addend)
            {
                var seen = await cpu.Load(word);
                await cpu.Store(word, seen + addend);
                return seen;
            }

            public static async Interlock.Sync.Stepping.Step<ulong> FetchOr(Cpu cpu, Address word, ulong operand)
            {
                var seen = await cpu.Load(word);
                await cpu.Store(word, seen | operand);
                return seen;
            }

            public static async Interlock.Sync.Stepping.Step<ulong> FetchAnd(Cpu cpu, Address word, ulong operand)
            {
                var seen = await cpu.Load(word);
                await cpu.Store(word, seen & operand);
                return seen;
            }

            public static async Interlock.Sync.Stepping.Step<ulong> FetchXor(Cpu cpu, Address word, ulong operand)
            {
                var seen = await cpu.Load(word);
                await cpu.Store(word, seen ^ operand);
                return seen;
            }

            public static async Interlock.Sync.Stepping.Step<ulong> FetchMin(Cpu cpu, Address word, ulong operand)
            {
                var seen = await cpu.Load(word);
                await cpu.Store(word, System.Math.Min(seen, operand));
                return seen;
            }

            public static async Interlock.Sync.Stepping.Step<ulong> FetchMax(Cpu cpu, Address word, ulong operand)
            {
                var seen = await cpu.Load(word);
                await cpu.Store(word, System.Math.Max(seen, operand));
                return seen;
            }

            public static async Interlock.Sync.Stepping.Step<ulong> Exchange(Cpu cpu, Address word, ulong value)
            {
                var seen = await cpu.Load(word);
                await cpu.Store(word, value);
                return seen;
            }

            public static async Interlock.Sync.Stepping.Step<ulong> CompareExchange(Cpu cpu, Address word, ulong expected, ulong desired)
            {
                var seen = await cpu.Load(word);
                if (seen == expected)
                {
                    await cpu.Store(word, desired);
                }

                return seen;
            }
        }
        """;

    public override string Name => "tear";

    public override IEnumerable<Change> Of(SyntaxNode node, SemanticModel meaning)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax cpu } } call
            || Calls.Name(call) is not (
                "FetchAdd" or "FetchOr" or "FetchAnd" or "FetchXor" or "FetchMin" or "FetchMax" or "Exchange" or "CompareExchange"))
        {
            return [];
        }

        var arguments = call.ArgumentList.Arguments.Where(
            argument => !argument.ToString().StartsWith("MemoryOrder.", StringComparison.Ordinal));
        var file = Path.GetRelativePath("/_/", node.SyntaxTree.FilePath).Replace('\\', '/');
        return
        [
            new Change(
                $"Torn.{Calls.Name(call)}({string.Join(", ", arguments.Select(argument => argument.ToString()).Prepend(cpu.ToString()))})")
            {
                Text = "a load and a store",
                Further = [new Edit(file, node.SyntaxTree.Length, 0, Torn)],
            },
        ];
    }
}
