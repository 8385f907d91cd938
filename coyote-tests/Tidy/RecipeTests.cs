using System.Reflection;
using System.Runtime.Loader;
using Interlock.Engine.Stage2;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Isolation.Clients;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>
/// CONTRIBUTING.md's recipes, done: its code is added to the catalogue's sources, which are compiled and explored. Nothing but the files
/// that a recipe names is touched.
/// </summary>
public sealed class RecipeTests
{
    private static readonly Lazy<Assembly> Done = new(Follow);

    [Fact]
    public void A_lock_that_was_added_is_found_by_name_and_explored()
    {
        var scenario = Find("my-lock");

        var report = new Exploration(scenario.Build(new Sizes(scenario)), claims: scenario.ClaimsAt(new Sizes(scenario))).Run();

        Assert.Equal(Verdict.Verified, report.Verdict);
        Assert.Contains(report.Properties, judged => judged.Name == "mutual-exclusion");
    }

    [Fact]
    public void A_mutant_that_was_added_is_found_and_its_benign_variant_passes()
    {
        var scenario = Find("my-lock");
        var mutant = Assert.Single(scenario.Mutants);
        var sizes = new Sizes(scenario, mutant.Sizes);

        var found = new Exploration(scenario.Build(sizes, mutant.Name)).Run();
        Assert.Equal(Verdict.Violated, found.Verdict);
        Assert.Equal(mutant.Property, found.Violation!.Property);
        Assert.Equal((Verdict.Verified, null), Said(new Exploration(scenario.Build(sizes, mutant.NearMiss)).Run()));
    }

    [Fact]
    public void A_monitor_that_was_added_is_put_to_the_test_and_can_fail()
    {
        Assert.Equal((Verdict.Verified, null), Said(Entering(vcpus: 3, atATime: 2)));

        var broken = Entering(vcpus: 3, atATime: 3);
        Assert.Equal(Verdict.Violated, broken.Verdict);
        Assert.Equal("at-most-two", broken.Violation!.Property);

        Assert.NotEqual(Verdict.Verified, Entering(vcpus: 1, atATime: 1).Verdict); // one vCPU cannot break it: nothing was tested
    }

    [Fact]
    public void A_memory_model_that_was_added_is_chosen_for_a_program()
    {
        var model = (MemoryModel)Activator.CreateInstance(Done.Value.GetType("MyMachines.WithoutMinimum", throwOnError: true)!)!;

        Assert.Equal((Verdict.Verified, null), Said(On(model, Code.Add)));
        var refused = On(model, Code.Lower);
        Assert.Equal(Verdict.Error, refused.Verdict);
        Assert.Contains("the processor has no FetchMin", refused.Error, StringComparison.Ordinal);
        Assert.Equal((Verdict.Verified, null), Said(On(SequentialConsistency.Instance, Code.Lower)));
    }

    private static (Verdict Verdict, string? Error) Said(Report report) => (report.Verdict, report.Error);

    private static Report Entering(int vcpus, ulong atATime)
    {
        var program = new ConcurrentProgram();
        var inside = program.Word("inside");
        program.Run(vcpus, cpu => Code.Enter(cpu, inside, atATime));
        program.Watch((PropertyMonitor)Activator.CreateInstance(Done.Value.GetType("MyMonitors.AtMostTwo", throwOnError: true)!)!);
        return new Exploration(program.AsSystem(), claims: ["at-most-two"]).Run();
    }

    private static Report On(MemoryModel model, Func<Cpu, Step> code)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(2, code);
        program.Finally("low", memory => memory[word] <= 2);
        return new Exploration(program.AsSystem(new Machine(model))).Run();
    }

    private static Scenario Find(string name) => (Scenario)Done.Value.GetType("Interlock.Catalogue.ScenarioList", throwOnError: true)!
        .GetMethod("Find")!.Invoke(null, [name])!;

    // The catalogue as it is after the recipes.
    private static Assembly Follow()
    {
        const string List = "models/Catalogue/ScenarioList.cs";
        const string Before = "new MutexScenario(),";
        var sources = Repo.Files("*.cs").Where(file => file.StartsWith("models/Catalogue/", StringComparison.Ordinal))
            .ToDictionary(file => file, file => File.ReadAllText(Repo.PathOf(file)));
        Assert.Contains(Before, sources[List], StringComparison.Ordinal);
        sources[List] = "using Interlock.Catalogue.MyLocks;\n"
            + sources[List].Replace(Before, $"new MyLockScenario(), {Before}", StringComparison.Ordinal);
        foreach (var (index, block) in PrintedCodeTests.Printed("CONTRIBUTING.md").Index())
        {
            sources[$"CONTRIBUTING{index}.cs"] = block.Code;
        }

        sources["Usings.cs"] = string.Concat(
            ((string[])["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"])
            .Select(name => $"global using {name};\n"));
        var parsing = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            "Interlock.Catalogue",
            sources.Select(source => CSharpSyntaxTree.ParseText(source.Value, parsing, source.Key, System.Text.Encoding.UTF8)),
            [
                .. PrintedCodeTests.Platform(),
                .. ((Type[])[typeof(Cpu), typeof(Descriptor), typeof(TransitionSystem), typeof(GeneralClient)])
                    .Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
            ],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable));
        var folder = Directory.CreateTempSubdirectory("interlock-recipes").FullName;
        var path = Path.Combine(folder, "Interlock.Catalogue.dll");
        EmitResult emitted;
        using (var file = File.Create(path))
        {
            emitted = compilation.Emit(file, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        }

        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)));

        // A context of its own: the tests have another assembly of that name.
        return new AssemblyLoadContext("recipes").LoadFromAssemblyPath(path);
    }

    // Of its own: what vCPUs run may not belong to a class whose initializer compiles assemblies.
    private static class Code
    {
        public static async Step Enter(Cpu cpu, Address inside, ulong atATime)
        {
            var seen = await cpu.Load(inside);
            while (seen == atATime || await cpu.CompareExchange(inside, seen, seen + 1) != seen)
            {
                cpu.Pause();
                seen = await cpu.Load(inside);
            }

            cpu.Note("entered");
            await cpu.Load(inside);
            cpu.Note("left");
            await cpu.FetchAdd(inside, ulong.MaxValue);
        }

        public static async Step Add(Cpu cpu) => await cpu.FetchAdd(new Address(0), 1);

        public static async Step Lower(Cpu cpu) => await cpu.FetchMin(new Address(0), 0);
    }
}
