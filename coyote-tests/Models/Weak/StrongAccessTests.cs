using Interlock.CoyoteTests.Explorer;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines;
using Xunit;

namespace Interlock.CoyoteTests.Models.Weak;

/// <summary>
/// Programs all of whose accesses are sequentially consistent end under weak memory as under sequential consistency, operations of every
/// kind included, in any order of the search and with any number of workers.
/// </summary>
public sealed class StrongAccessTests
{
    private const int Programs = 100;

    private static readonly SearchOptions[] Ways =
        [new(Workers: 1), new(SearchOrder.DepthFirst, Workers: 1), new(Workers: 2), new(SearchOrder.DepthFirst, Workers: 2)];

    [Theory]
    [InlineData("tso")]
    [InlineData("armv8-lse")]
    [InlineData("armv8-exclusives")]
    [InlineData("armv8-dotnet")]
    public void They_end_as_under_sequential_consistency(string model)
    {
        var (random, equal) = (new Random(71), 0);
        for (var round = 0; round < Programs; round++)
        {
            var program = RandomProgram.Draw(random);
            if (model != "tso" && program.Vcpus.Any(code => code.Where((instruction, at) => instruction.IsJump && instruction.Target <= at).Any()))
            {
                continue; // in an endless loop others fall behind without bound
            }

            var (strong, expected) = Explore(program, null, Ways[0]);
            var (weak, found) = Explore(program, MemoryModels.All[model], Ways[round % Ways.Length]);

            // Who is woken, and who consumes an event, has not seen on Armv8 all that its waker had: that adds ends.
            var isEqual = model == "tso" || !program.Vcpus.Any(code => code.Any(instruction =>
                instruction.Code is Code.Wait or Code.TimedWait or Code.WaitForEvent));
            Assert.True(isEqual ? expected.SetEquals(found) : found.IsSupersetOf(expected), $"{program}\n{string.Join(", ", expected)}\n{string.Join(", ", found)}");
            if (isEqual)
            {
                Assert.Equal(strong.Violation?.Property, weak.Violation?.Property);
                equal++;
            }
        }

        Assert.True(equal > Programs / 5, $"only {equal} programs compared");
    }

    private static (Report Report, SortedSet<string> Ends) Explore(RandomProgram program, MemoryModel? model, SearchOptions way)
    {
        var ends = new SortedSet<string>(StringComparer.Ordinal);
        var report = new Exploration(program.Build(end =>
        {
            lock (ends)
            {
                ends.Add(end);
            }
        }).AsSystem(model is null ? null : new Machine(model.ForEnds())), way).Run();
        if (report.Verdict == Verdict.Violated)
        {
            ends.Clear(); // how far a search comes that finds a deadlock is its own affair
        }

        return (report, ends);
    }
}
