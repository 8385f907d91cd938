using System.Collections.Immutable;
using Interlock.Litmus;
using Interlock.Litmus.Formats;
using Interlock.Semantics.Memories;
using Interlock.Semantics.Memories.Timelines;
using Xunit;

namespace Interlock.CoyoteTests.Litmus;

/// <summary>The Armv8 machine ends alike whether or not its timelines are made canonical, and is as strong as its accesses are.</summary>
public sealed class CanonicalFormTests
{
    private const int Programs = 100;

    [Fact]
    public void Classical_tests_end_alike_without_it()
    {
        foreach (var test in Armv8Classics.All)
        {
            var read = LitmusReader.Read(test.AArch64());
            Assert.True(
                LitmusSearch.Ends(read, Arm(read, isCanonical: true)).SetEquals(LitmusSearch.Ends(read, Arm(read, isCanonical: false))),
                test.Name);
        }
    }

    [Fact]
    public void Random_programs_end_alike_without_it_and_can_do_all_that_interleaving_can()
    {
        var weaker = 0;
        for (var seed = 0; seed < Programs; seed++)
        {
            var file = RandomProgram.Any(seed);
            var read = LitmusReader.Read(file);
            var ends = LitmusSearch.Ends(read, Arm(read, isCanonical: true));
            var interleaved = LitmusSearch.Ends(read, Sc(read));

            Assert.True(ends.SetEquals(LitmusSearch.Ends(read, Arm(read, isCanonical: false))), file);
            Assert.True(ends.IsSupersetOf(interleaved), file);
            weaker += ends.Count > interleaved.Count ? 1 : 0;
        }

        Assert.True(weaker >= Programs / 20, $"{weaker} of {Programs} programs have ends that interleaving has not");
    }

    [Fact]
    public void Programs_that_acquire_and_release_always_end_as_interleaving_does()
    {
        for (var seed = 0; seed < Programs; seed++)
        {
            var file = RandomProgram.Ordered(seed);
            var read = LitmusReader.Read(file);
            Assert.True(LitmusSearch.Ends(read, Arm(read, isCanonical: true)).SetEquals(LitmusSearch.Ends(read, Sc(read))), file);
        }
    }

    [Fact]
    public void It_makes_states_fewer()
    {
        var read = LitmusReader.Read(Armv8Classics.All.Single(test => test.Name == "IRIW").AArch64());

        Assert.True(
            LitmusSearch.Run(read, Arm(read, isCanonical: true)).States < LitmusSearch.Run(read, Arm(read, isCanonical: false)).States);
    }

    private static Timeline Arm(LitmusTest test, bool isCanonical) => new(Words(test), test.Threads.Length, isCanonical);

    private static StoreBuffers Sc(LitmusTest test) => new(Words(test), test.Threads.Length, capacity: 0);

    private static ImmutableArray<ulong> Words(LitmusTest test) => [.. test.Locations.Select(location => location.Initial)];
}
