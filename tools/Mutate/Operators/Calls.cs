using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlock.Mutate.Operators;

/// <summary>Calls as they are written.</summary>
internal static class Calls
{
    private static readonly string[] Maintenance = ["Tlbi", "Dsb", "Isb", "ForgetIpa", "ForgetAll"];

    /// <summary>The name of the method that an expression calls, with or without await; null if it calls none.</summary>
    public static string? Name(ExpressionSyntax expression) => expression switch
    {
        AwaitExpressionSyntax awaited => Name(awaited.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => member.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Whether it invalidates what is cached of tables, or waits for that.</summary>
    public static bool IsMaintenance(ExpressionSyntax expression) => Maintenance.Contains(Name(expression));

    /// <summary>The call that an argument is of; null if it is of none.</summary>
    public static InvocationExpressionSyntax? CallOf(ExpressionSyntax argument) =>
        argument.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } ? call : null;
}
