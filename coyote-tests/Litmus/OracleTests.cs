using Interlock.CoyoteTests.Litmus.Plain;
using Interlock.Litmus;
using Interlock.Litmus.Formats;
using Interlock.Semantics.Memories.Timelines;
using Xunit;

namespace Interlock.CoyoteTests.Litmus;

/// <summary>
/// The Armv8 machine ends as two others do that were written apart from it: one that forgets and renumbers nothing, and one that promises
/// all writes before it runs each thread alone.
/// </summary>
public sealed class OracleTests
{
    private const int Programs = 60;

    [Fact]
    public void Classical_tests_end_alike_on_all_machines()
    {
        var withLoadBuffering = 0;
        foreach (var test in Armv8Classics.All)
        {
            withLoadBuffering += Compare(test.AArch64(), test.Name) ? 1 : 0;
        }

        Assert.True(withLoadBuffering >= 2);
    }

    [Fact]
    public void Random_programs_end_alike_on_all_machines()
    {
        for (var seed = 0; seed < Programs; seed++)
        {
            var file = RandomProgram.Any(seed);
            Compare(file, file);
        }
    }

    [Theory]
    [InlineData("LB", true)]
    [InlineData("LB+dmb.sys", false)]
    [InlineData("LB+datas", false)]
    public void Promises_find_load_buffering_where_there_is_any(string name, bool isAllowed) =>
        Assert.Equal(isAllowed, Compare(Armv8Classics.All.Single(test => test.Name == name).AArch64(), name));

    // Whether there are ends by load buffering, which the machine has not.
    private static bool Compare(string file, string name)
    {
        var test = LitmusReader.Read(file);
        var words = test.Locations.Select(location => location.Initial).ToArray();
        var ends = LitmusSearch.Ends(test, new Timeline(words, test.Threads.Length));
        var (all, withoutLoadBuffering) = PromiseFirst.Ends(test);

        Assert.True(ends.SetEquals(LitmusSearch.Ends(test, new PlainTimeline(words, test.Threads.Length))), name);
        Assert.True(ends.SetEquals(withoutLoadBuffering), name);
        Assert.True(all.IsSupersetOf(ends), name);
        return all.Count > ends.Count;
    }
}
