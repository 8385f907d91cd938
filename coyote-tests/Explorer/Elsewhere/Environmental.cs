using System.Globalization;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Explorer.Elsewhere;

/// <summary>
/// A program whose values come from outside the machine while it is built, where the rules for code between operations do not reach.
/// </summary>
public sealed class Environmental : ProgramScenario
{
    public override string Name => "environmental";

    public override string Summary => "Two vCPUs store what the environment says.";

    public override IReadOnlyList<Parameter> Parameters { get; } = [];

    public override IReadOnlyList<string> Properties { get; } = ["assertions"];

    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        var program = new ConcurrentProgram();
        var (own, word) = (program.Word("own"), program.Word("word", variant == "initial" ? OfEnvironment("culture") : 0));
        program.Run(1, cpu => Work(cpu, word, own, 5));
        if (variant == "count")
        {
            program.Run(Environment.ProcessorCount == 3 ? 2 : 1, cpu => Work(cpu, word, own, 7));
        }
        else if (variant == "predicate")
        {
            program.Run(1, cpu => Work(cpu, word, own, 7));
            program.Always("holds", _ => Unseen.HasSomeProcessors());
        }
        else if (variant == "order")
        {
            var unseen = new Unseen();
            program.Run(2, cpu => Work(cpu, word, own, unseen.First((ulong)cpu.Index + 1)));
        }
        else
        {
            var value = OfEnvironment(variant);
            program.Run(1, cpu => Work(cpu, word, own, value));
        }

        return program;
    }

    private static ulong OfEnvironment(string? variant) => variant switch
    {
        null or "initial" => 7,
        "hash" => (uint)EqualityComparer<string>.Default.GetHashCode("a name"),
        "culture" => (-1.5).ToString(CultureInfo.CurrentCulture)[2],
        "zone" => (ulong)(TimeZoneInfo.Local.BaseUtcOffset.TotalMinutes + 1000),
        "processors" => (ulong)Environment.ProcessorCount,
        "clock" => Unseen.AtStart,
        "folder" => Directory.GetCurrentDirectory()[^1],
        "user" => (ulong)Environment.UserName.Length + ((ulong)(Environment.GetEnvironmentVariable("LANG") ?? string.Empty).Length << 8),
        _ => throw new ArgumentException($"no variant {variant}"),
    };

    [Stateless("It is not: what the first line of defence is told not to look at is found by the second.")]
    private sealed class Unseen
    {
        public static readonly ulong AtStart = (ulong)Environment.TickCount64;

        private ulong first;

        public static bool HasSomeProcessors() => Environment.ProcessorCount != 3;

        public ulong First(ulong value) => first = first == 0 ? value : first;
    }

    private static async Step Work(Cpu cpu, Address word, Address own, ulong value)
    {
        await cpu.FetchAdd(own, 1);
        await cpu.Store(word, value);
        cpu.Note("stored", value);
        cpu.Assert(await cpu.Load(word) != 0, "something was stored");
    }
}
