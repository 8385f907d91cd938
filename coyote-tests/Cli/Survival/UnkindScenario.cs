using Interlock.CoyoteTests.Explorer.Survival;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;

namespace Interlock.CoyoteTests.Cli.Survival;

/// <summary>Code that ends its process, as a scenario.</summary>
/// <param name="name">Which; see <see cref="UnkindCode"/>.</param>
internal sealed class UnkindScenario(string name) : ProgramScenario
{
    public static Scenario[] All { get; } =
    [
        .. ((string[])["endless recursion through a virtual method", "endless recursion through the framework", "endless recursion in a predicate", "endless recursion in a monitor", "deep recursion", "memory", "slow loop", "endless loop"])
            .Select(name => new UnkindScenario(name)),
    ];

    public override string Name => name.Replace(' ', '-');

    public override string Summary => $"Code: {name}.";

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<string> Properties => ["deadlock-freedom", "no-run-time-error"];

    protected override ConcurrentProgram Program(Sizes sizes, string? variant) => UnkindCode.Program(name);
}
