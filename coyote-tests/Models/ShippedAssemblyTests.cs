using System.Runtime.Loader;
using Interlock.Catalogue;
using Interlock.Engine.Parts;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Isolation.Ghosts;
using Interlock.Isolation.Harness;
using Interlock.Isolation.Refinements;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>Which code is known to end and to have no hidden state, and that it is explored without guards that others need.</summary>
public sealed class ShippedAssemblyTests
{
    [Theory]
    [InlineData(typeof(Cpu), true)]
    [InlineData(typeof(Core), true)]
    [InlineData(typeof(ConcurrentProgram), true)]
    [InlineData(typeof(EngineSetup), true)]
    [InlineData(typeof(ScenarioList), true)]
    [InlineData(typeof(ShippedAssemblyTests), false)]
    [InlineData(typeof(object), false)]
    public void They_are_known_by_name_and_place(Type type, bool ships) =>
        Assert.Equal(ships, ShippedAssemblies.Include(type.Assembly));

    [Fact]
    public void An_assembly_that_only_has_the_name_is_none_of_them()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var copy = Path.Combine(folder, Path.GetFileName(typeof(Cpu).Assembly.Location));
        File.Copy(typeof(Cpu).Assembly.Location, copy);
        var context = new AssemblyLoadContext(folder, isCollectible: true);
        try
        {
            Assert.False(ShippedAssemblies.Include(context.LoadFromAssemblyPath(copy)));
        }
        finally
        {
            context.Unload();
            Directory.Delete(folder, recursive: true);
        }
    }

    // They are asked in most transitions: in guarded copies a search of the engine takes three times as long. The first is of another
    // assembly than the one that guards.
    [Fact]
    public void Monitors_of_the_catalogue_run_as_they_are()
    {
        var map = new MemoryMap(new Configuration(2, 1, 1, 1, new Geometry(1, 2), new Geometry(1, 2), 1, 1, 1));
        var (refinement, own) = (new Refinement(map, LockWords.OneWord(map)), new Asking(["a"]));

        Assert.Same(refinement, GuardedMonitor.Of(refinement));
        Assert.NotSame(own, GuardedMonitor.Of(own));
    }

    private sealed class Asking(IReadOnlyList<string> names) : PropertyMonitor
    {
        public override string Property => "asked";

        public override IReadOnlyList<Trial> Trials { get; } = [new("asked", "any event")];

        public override void OnNote(Observation step, int vcpu, Note note)
        {
            if (names.Contains(note.Name))
            {
                step.Try(0, vcpu);
            }
        }
    }
}
