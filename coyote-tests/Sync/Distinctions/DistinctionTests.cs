using System.Globalization;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Interlock.CoyoteTests.Sync.Distinctions;

/// <summary>
/// Random programs that try to tell values apart: by reference, by type, by hash code, by comparers, by bits, by what lies
/// beside the fields, by what an exception shows. Each ends in all the ways in which it ends when its code is run from the
/// start for every step, or it is refused.
/// </summary>
[Trait("Category", "Long")]
public sealed class DistinctionTests
{
    // More are tried where this says how many; and from another seed.
    private const string HowMany = "INTERLOCK_DISTINCTIONS";
    private const string From = "INTERLOCK_DISTINCTIONS_SEED";

    [Theory]
    [InlineData(OptimizationLevel.Release)]
    [InlineData(OptimizationLevel.Debug)]
    public void What_code_tells_apart_is_told_apart_or_refused(OptimizationLevel level)
    {
        var (count, seed) = (Setting(HowMany, 150), Setting(From, 2026));
        var found = Try(count, seed, level, out var accepted, out var telling);

        Assert.True(found.Count == 0, $"{found.Count} of {count} programs lose ends, of which the first is\n{found.FirstOrDefault()}");
        Assert.True(accepted > count / 3, $"only {accepted} of {count} programs are not refused");
        Assert.True(telling > count / 5, $"only {telling} of {count} programs tell anything apart");
    }

    /// <summary>The programs that do not end as they should.</summary>
    internal static List<string> Try(int count, int seed, OptimizationLevel level, out int accepted, out int telling)
    {
        var random = new Random(seed);
        var sources = Enumerable.Range(0, count).Select(number => Distinction.Draw(random, $"Program{number}", out _)).ToList();
        var types = DistinctionCompiler.Compile(sources, $"Distinctions.{level}", level);
        var found = new List<string>();
        (accepted, telling) = (0, 0);
        for (var number = 0; number < count; number++)
        {
            Func<Cpu,
            Step>[] vcpus = [.. Enumerable.Repeat(DistinctionCompiler.BodyOf(types[$"Program{number}"]), number % 8 == 0 ? 2 : 1)];
            var oracle = new Reexecution(2, vcpus);
            oracle.Explore();
            telling += oracle.Finals.Count > 1 ? 1 : 0;
            var (ends, refusal) = ExploredEnds.Of(2, vcpus);
            accepted += refusal is null ? 1 : 0;
            if (refusal is null && !ends.SetEquals(oracle.Finals))
            {
                found.Add($"ends {Text(ends)}, not {Text(oracle.Finals)}\n{sources[number]}");
            }
        }

        return found;
    }

    private static string Text(IEnumerable<string> ends) => string.Join(" / ", ends.Order(StringComparer.Ordinal));

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
