using System.Globalization;

namespace Interlock.CoyoteTests.Sync.Distinctions;

/// <summary>
/// A random program: it keeps one of several values that are alike, carries it across operations in one of several ways,
/// and then tries to tell which it is. Where it was chosen nothing else is different, so a state that says too little
/// loses an end.
/// </summary>
internal static class Distinction
{
    private static readonly string[] Carriers =
    [
        "",
        "var box = new Box<{0}>(kept); await cpu.Fence(); kept = box.Value;",
        "var pair = (kept, 1); await cpu.Fence(); kept = pair.Item1;",
        "var same = kept; Func<{0}> get = () => same; await cpu.Fence(); kept = get();",
        "ImmutableArray<{0}> all = [kept]; await cpu.Fence(); kept = all[0];",
        "object hidden = kept; await cpu.Fence(); kept = ({0})hidden;",
        "kept = await Held.Pass(cpu, kept);",
        "try {{ await cpu.Fence(); }} finally {{ await cpu.Fence(); }}",
        "var box = new Box<Box<{0}>>(new(kept)); await cpu.Fence(); kept = box.Value.Value;",
        "foreach (var each in ImmutableArray.Create(kept)) {{ await cpu.Fence(); kept = each; }}",
    ];

    /// <summary>A program's source.</summary>
    /// <param name="random">What it is made from.</param>
    /// <param name="name">The class's name.</param>
    /// <param name="answers">How many values it chooses from.</param>
    public static string Draw(Random random, string name, out int answers)
    {
        var kind = Kind.All[random.Next(Kind.All.Count)];
        answers = random.Next(2, 5);
        var values = Enumerable.Range(0, answers).Select(_ => Value(random, kind)).ToList();
        var choice = string.Join(" else ", values.Select((value, index) =>
            index == values.Count - 1 ? $"kept = {value};" : $"if (answer == {index}) kept = {value};"));
        var tests = Enumerable.Range(0, random.Next(1, 3)).Select(index =>
            $"({string.Format(CultureInfo.InvariantCulture, kind.Tests[random.Next(kind.Tests.Length)], "kept", Compared(random, kind, values))} ? {1 << index}UL : 0)");
        var carrier = string.Format(CultureInfo.InvariantCulture, Carriers[random.Next(Carriers.Length)], kind.Type);
        var free = kind.Values.Where(
            value => value is not ("fresh" or "mine" or "other") && !value.Contains("fresh", StringComparison.Ordinal)).ToList();
        var made = kind.Type.StartsWith('(') ? "new object()" : Text(free[random.Next(free.Count)]);
        var freshType = kind.Type.StartsWith('(') ? "object" : kind.Type;
        return $$"""
            public sealed class {{name}}
            {
                private readonly {{kind.Type}} mine = {{Own(random, free)}}, other = {{Own(random, free)}};

                public async Step Body(Cpu cpu)
                {
                    {{freshType}} fresh = {{made}};
                    {{kind.Type}} kept;
                    var answer = await cpu.Choose({{answers}});
                    {{choice}}
                    await cpu.Fence();
                    {{carrier}}
                    await cpu.Store(new Address(cpu.Index), 1 + {{string.Join(" + ", tests)}});
                }
            }
            """;
    }

    private static string Value(Random random, Kind kind) => Text(kind.Values[random.Next(kind.Values.Length)]);

    // What is compared with is mostly what may be kept: otherwise nothing is told.
    private static string Compared(Random random, Kind kind, List<string> values)
    {
        var value = random.Next(4) == 0 ? Value(random, kind) : values[random.Next(values.Count)];
        return $"(({kind.Type})({value}))";
    }

    private static string Own(Random random, List<string> free)
    {
        var own = free.Where(value => !value.Contains("cpu", StringComparison.Ordinal)).ToList();
        return Text(own[random.Next(own.Count)]);
    }

    private static string Text(string value) =>
        value.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);
}
