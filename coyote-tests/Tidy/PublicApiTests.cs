using Interlock.Explorer.Search;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using PublicApiGenerator;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>What a library promises its users is written down: the author of a change sees it, and so does a reviewer.</summary>
public sealed class PublicApiTests
{
    private static readonly ApiGeneratorOptions Surface = new() { IncludeAssemblyAttributes = false };

    [Theory]
    [InlineData(typeof(Cpu))]
    [InlineData(typeof(Interlock.Engine.Stage2.Descriptor))]
    [InlineData(typeof(TransitionSystem))]
    [InlineData(typeof(Exploration))]
    public void The_public_surface_is_the_reviewed_one(Type of)
    {
        ArgumentNullException.ThrowIfNull(of);
        var surface = of.Assembly.GeneratePublicApi(Surface).ReplaceLineEndings("\n").TrimEnd() + "\n";

        Assert.Contains($"class {of.Name}", surface.Replace("struct", "class", StringComparison.Ordinal), StringComparison.Ordinal);
        Expected.InFile($"coyote-tests/Tidy/Api/{of.Assembly.GetName().Name}.txt", surface);
    }
}
