using System.Collections.Concurrent;
using Interlock.Catalogue;
using Interlock.CoyoteTests.Coyote.Running;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Microsoft.Coyote.Rewriting;
using Microsoft.Coyote.Specifications;

namespace Interlock.CoyoteTests.Coyote;

/// <summary>A scenario, or one of its mutants, as a test of Coyote's.</summary>
public sealed class Target
{
    /// <summary>Steps after which an execution that could go on for ever is cut.</summary>
    public const int LongestEndless = 2_000;

    /// <summary>
    /// Steps within which an execution that must end has to. For the first 10,000 steps Coyote's command may let one vCPU spin while the
    /// others wait; only then is it fair.
    /// </summary>
    public const int LongestEnding = 30_000;

    private static readonly ConcurrentDictionary<(string Scenario, string? Variant), Target> Known = new();

    private readonly Lazy<TransitionSystem> system;

    /// <summary>A scenario, in the catalogue or not.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="variant">A mutant; null for production code.</param>
    internal Target(Scenario scenario, string? variant)
    {
        Scenario = scenario;
        Variant = variant;
        Sizes = new Sizes(scenario, SizesOf(scenario, variant));
        system = new Lazy<TransitionSystem>(Build);
    }

    /// <summary>Every scenario, each followed by its mutants.</summary>
    public static IEnumerable<Target> All => ScenarioList.All.SelectMany(scenario =>
        scenario.Mutants.Select(mutant => (string?)mutant.Name).Prepend(null).Select(variant => Of(scenario.Name, variant)));

    /// <summary>The scenario.</summary>
    public Scenario Scenario { get; }

    /// <summary>The mutant; null for production code.</summary>
    public string? Variant { get; }

    /// <summary>A mutant's own sizes, or the scenario's; but every operation is a step, and all names count.</summary>
    public Sizes Sizes { get; }

    /// <summary>The name of its entry point, for <c>coyote test -m</c>.</summary>
    public string Method => EntryPointNames.MethodOf(Scenario, Variant);

    /// <summary>The test of a name.</summary>
    /// <param name="scenario">The scenario's name.</param>
    /// <param name="variant">The mutant's name; null for production code.</param>
    public static Target Of(string scenario, string? variant = null) =>
        Known.GetOrAdd((scenario, variant), key => new Target(ScenarioList.Find(key.Scenario), key.Variant));

    /// <summary>Runs one execution; Coyote decides how it goes. No IL is rewritten.</summary>
    public void Run() => Run(ThreadedActors.Run, null);

    /// <summary>Runs one execution of tasks: only in an assembly that <c>coyote rewrite</c> has rewritten.</summary>
    public void RunRewritten()
    {
        if (!IsRewritten)
        {
            throw new InvalidOperationException(
                "This entry point needs its tasks rewritten: run 'coyote rewrite' on the assembly first, or take the one without " +
                "'_rewritten'.");
        }

        Run(TaskActors.Run, null);
    }

    /// <summary>Whether <c>coyote rewrite</c> has rewritten this assembly.</summary>
    public static bool IsRewritten { get; } =
        typeof(Target).Assembly.GetCustomAttributes(typeof(RewritingSignatureAttribute), false).Length > 0;

    /// <summary>Runs one execution that somebody looks at.</summary>
    internal void Run(Action<ISteppedRun> watch) => Run(ThreadedActors.Run, watch);

    /// <summary>An execution that has not begun.</summary>
    internal ISteppedRun Begin(IControl control) => system.Value is SteppedSystem program
        ? new ProgramRun(
            program, control, program.Program is { RequiresProgress: true, ProgressNote: null } ? LongestEnding : LongestEndless)
        : new ModelRun(system.Value, control, LongestEndless);

    private void Run(Action<ISteppedRun, IControl> actors, Action<ISteppedRun>? watch)
    {
        var control = new CoyoteControl();
        Specification.RegisterMonitor<Progress>();
        var run = Begin(control);
        Specification.RegisterStateHashingFunction(() => run.StateHash);
        watch?.Invoke(run);
        actors(run, control);
    }

    private TransitionSystem Build()
    {
        var explored = Scenario.Build(Sizes, Variant);
        return explored is ProgramSystem program ? new SteppedSystem(program.Program, program.Machine) : explored;
    }

    // Coyote interleaves operations: lock regions are not merged and names are not exchanged. Buffers of stores take no steps there, so
    // what x86 shows is looked for under another memory model that shows it.
    private static Dictionary<string, int> SizesOf(Scenario scenario, string? variant)
    {
        var mutant = scenario.Mutants.FirstOrDefault(mutant => mutant.Name == variant);
        var asked = mutant is { Memory: "tso" }
            ? mutant.SizesUnder(MemoryModels.All.Keys.First(model => model != "tso" && !mutant.HiddenUnder.Contains(model)))
            : mutant?.Sizes ?? new Dictionary<string, int>();
        var sizes = new Dictionary<string, int>(asked);
        foreach (var parameter in scenario.Parameters)
        {
            var value = asked.GetValueOrDefault(parameter.Name, parameter.Default);
            if (parameter.Name == "locks" && value == 0)
            {
                sizes[parameter.Name] = 2;
            }
            else if (parameter.Name == "symmetry")
            {
                sizes[parameter.Name] = 0;
            }
        }

        return sizes;
    }
}
