using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Interlock.CoyoteTests.Sync.Slowly;
using Interlock.Sync.Stepping;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Interlock.CoyoteTests.Sync;

/// <summary>The analysis of live locals agrees with a naive one on all code there is, and takes time that grows with the code.</summary>
[Trait("Category", "Long")]
public sealed class LivenessSpeedTests
{
    public static TheoryData<string> Assemblies =>
    [
        "Interlock.Sync", "Interlock.Engine", "Interlock.Semantics", "Interlock.Isolation", "Interlock.Catalogue", "Interlock.CoyoteTests",
        "Interlock.Unoptimized",
    ];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void It_agrees_with_the_naive_analysis(string assembly)
    {
        var machines = Assembly.Load(assembly).GetTypes().Where(IsOurs).ToList();

        Assert.NotEmpty(machines);
        machines.ForEach(Compare);
    }

    [Theory]
    [InlineData(OptimizationLevel.Release)]
    [InlineData(OptimizationLevel.Debug)]
    public void It_agrees_on_random_code(OptimizationLevel level)
    {
        var text = new StringBuilder();
        for (var seed = 0; seed < 60; seed++)
        {
            text.Append(new RandomAsyncCode(seed).Method());
        }

        // The naive analysis takes minutes for the largest methods: the smaller half has every construct too.
        var machines = Compile(text.ToString(), level).GetTypes().Where(IsOurs).OrderBy(SizeOf).ToList();

        Assert.Equal(60, machines.Count);
        machines.Take(30).ToList().ForEach(Compare);
    }

    private static int SizeOf(Type machine) =>
        machine.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic)!.GetMethodBody()!.GetILAsByteArray()!.Length;

    [Theory]
    [InlineData(OptimizationLevel.Release)]
    [InlineData(OptimizationLevel.Debug)]
    public void Eighty_awaits_in_as_many_try_blocks_take_no_time(OptimizationLevel level)
    {
        var body = string.Concat(Enumerable.Range(0, 80).Select(index =>
            $"try {{ t += await cpu.Load(w); }} catch (InvalidOperationException) when (t > {index}) {{ t--; }} finally {{ " +
            $"cpu.Note(\"n\", {index}); }}\n"));
        var machine = Compile(
            $"public static async Step Eighty(Cpu cpu, Address w) {{ ulong t = 0; {body} await cpu.Store(w, t); }}",
            level).GetTypes().Single(IsOurs);
        var clock = Stopwatch.StartNew();

        var liveness = Liveness.Of(machine);
        var sizes = Enumerable.Range(0, 81).Select(state => liveness.At(state).Count).ToList();

        Assert.All(sizes.SkipLast(1), size => Assert.True(size >= 3));
        // under two on an idle machine; the naive analysis takes minutes
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    private static bool IsOurs(Type type) =>
        typeof(IAsyncStateMachine).IsAssignableFrom(type)
        && type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(field =>
            field.FieldType == typeof(StepBuilder)
                || (field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(StepBuilder<>)));

    private static void Compare(Type machine)
    {
        if (machine.ContainsGenericParameters)
        {
            machine = machine.MakeGenericType([.. machine.GetGenericArguments().Select(_ => typeof(ulong))]);
        }

        var (fast, slow) = (Liveness.Of(machine), NaiveLiveness.Of(machine));
        for (var state = 0; state < AwaitsIn(machine); state++)
        {
            Assert.Equal(slow.At(state), fast.At(state));
        }
    }

    private static int AwaitsIn(Type machine)
    {
        var reader = new Interlock.Sync.Stepping.IL.MethodReader(
            machine.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic)!);
        return reader.Instructions.Count(instruction =>
            instruction.Code.OperandType == System.Reflection.Emit.OperandType.InlineMethod
            && reader.Method(instruction).Name == "AwaitUnsafeOnCompleted");
    }

    private static Assembly Compile(string members, OptimizationLevel level)
    {
        var source = $"using System; using Interlock.Sync; using Interlock.Sync.Stepping; public static class Samples {{ {members} }}";
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            $"Samples{Guid.NewGuid():N}", [CSharpSyntaxTree.ParseText(source)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: level));
        using var bytes = new MemoryStream();
        var result = compilation.Emit(bytes);
        Assert.True(
            result.Success, string.Join('\n', result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Take(5)));
        return Assembly.Load(bytes.ToArray());
    }
}
