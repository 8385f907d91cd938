using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace Interlock.CoyoteTests.Combined;

/// <summary>
/// Programs that nobody chose, with everything that programs can have, explored in every combination of reductions and ways of searching,
/// and by an explorer that shares no code with this one. <c>INTERLOCK_RANDOM_PROGRAMS</c> says how many,
/// <c>INTERLOCK_RANDOM_SEED</c> from which on.
/// </summary>
[Trait("Category", "Long")]
public sealed class CombinationTests(ITestOutputHelper output)
{
    private const int Few = 700;

    [Fact]
    public void Verdicts_properties_and_counts_are_those_of_a_naive_explorer()
    {
        var (programs, seed) = (Setting("INTERLOCK_RANDOM_PROGRAMS", Few), Setting("INTERLOCK_RANDOM_SEED", 1));
        var comparison = new Comparison();
        var compared = 0;
        for (; compared < programs; seed++)
        {
            var program = MixedDraw.Draw(new Random(seed));
            if (comparison.Difference(program, seed, out var isTooLarge) is { } difference)
            {
                Assert.Fail(Explained(program, seed, difference));
            }

            compared += isTooLarge ? 0 : 1;
        }

        output.WriteLine($"{compared} programs, up to seed {seed - 1}; broken: {string.Join(", ", comparison.Outcomes)}");
        output.WriteLine($"states, and with names exchanged: {comparison.States}");
        output.WriteLine(
            $"pairs: {comparison.Together.Count}, the rarest {string.Join(", ", comparison.Together.OrderBy(pair => pair.Value).Take(5))}");
        Assert.True(comparison.States.Reduced < comparison.States.Whole * 0.95, $"{comparison.States}: hardly anything is renamed");
        Assert.All(
            (string[])["none", "assertions", "no-run-time-error", "order", "always", "finally", "no-lost-wake-up", "deadlock-freedom", "progress",
                "recurs", "recurs-note", "responds", "lock-discipline"],
            property => Assert.True(
                comparison.Outcomes.GetValueOrDefault(property) >= programs / 300, $"{property}: {string.Join(' ', comparison.Outcomes)}"));
    }

    private static string Explained(MixedProgram program, int seed, string difference)
    {
        string? Shows(MixedProgram other)
        {
            try
            {
                return new Comparison().Difference(other, seed, out _);
            }
            catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
            {
                return null; // it has become another kind of program
            }
        }

        var smallest = Shrinking.Smallest(program, other => Shows(other) is not null);
        return $"seed {seed}: {difference}\nsmaller: {Shows(smallest)}\n{smallest}\nas drawn:\n{program}";
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
