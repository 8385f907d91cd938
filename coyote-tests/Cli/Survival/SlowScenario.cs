using Interlock.CoyoteTests.Explorer.Survival;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Cli.Survival;

/// <summary>A model of which one thing takes long; the environment says what.</summary>
internal sealed class SlowScenario : Scenario
{
    /// <summary>Names the variable.</summary>
    public const string Variable = "INTERLOCK_TESTS_SLOW";

    public override string Name => "slow";

    public override string Summary => "Something takes long.";

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<string> Properties => ["small"];

    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => [];

    public override TransitionSystem Build(Sizes sizes, string? variant = null) =>
        new Slow(Environment.GetEnvironmentVariable(Variable) ?? "found", seconds: 300).AsSystem();
}
