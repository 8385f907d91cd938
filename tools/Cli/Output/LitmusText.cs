using System.Globalization;
using Interlock.Litmus;

namespace Interlock.Cli.Output;

/// <summary>What litmus tests came to, a line each.</summary>
internal static class LitmusText
{
    public static void Write(LitmusOutcome outcome)
    {
        if (outcome.Found is not { } found)
        {
            Console.Out.WriteLine($"{outcome.File}: unread: {outcome.Why}");
            return;
        }

        var model = outcome.Memory == "armv8" ? "armv8 without load buffering" : outcome.Memory;
        var comparison = outcome switch
        {
            { Agrees: null } => string.Empty,
            { Agrees: true, IsAllowed: false, Verdict.IsAllowed: true } => ", expected Allowed: needs load buffering",
            { Agrees: true } => ", as expected",
            _ => $", DISAGREES: expected {(outcome.Verdict!.Value.IsAllowed ? "Allowed" : "Forbidden")}",
        };
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Name}: {(found ? "found" : "not found")} ({model}), {outcome.States} states{Contradicted(outcome)}{comparison}"));
        outcome.Witness?.Write(Console.Out);
    }

    private static string Contradicted(LitmusOutcome outcome) => outcome is not { Quantifier: Quantifier.ForAll, Result: { } result }
        ? string.Empty
        : result.IsContradicted ? ", does not hold for all ends" : ", holds for all ends";

    public static void WriteTotals(IReadOnlyList<LitmusOutcome> outcomes) => Console.Out.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{outcomes.Count} tests: {outcomes.Count(outcome => outcome.Agrees == true)} agree, " +
        $"{outcomes.Count(outcome => outcome.Agrees == false)} disagree, {outcomes.Count(outcome => outcome.Found is null)} unread"));
}
