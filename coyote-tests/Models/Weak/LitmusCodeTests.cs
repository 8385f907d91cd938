using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Litmus;
using Interlock.Litmus.Formats;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Memories;
using Interlock.Semantics.Memories.Timelines;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Weak;

/// <summary>
/// The explorer and the search of litmus tests come to the same ends of the same threads: the one with code that is run and states that are
/// matched, the other with instructions that are interpreted.
/// </summary>
[Trait("Category", "Long")]
public sealed class LitmusCodeTests
{
    private const int Programs = 50;

    [Fact]
    public void Random_threads_end_alike_on_Armv8() => Compare(
        "armv8-lse", (words, threads) => new Timeline([.. words], threads, isCanonical: true), tests: 81);

    [Fact]
    public void Random_threads_end_alike_on_x86() => Compare(
        "tso", (words, threads) => new StoreBuffers([.. words], threads, int.MaxValue), tests: 82);

    private static void Compare(string model, Func<ulong[], int, SharedMemory> memory, int tests)
    {
        var (random, weaker, compared) = (new Random(tests), 0, 0);
        for (var round = 0; round < Programs; round++)
        {
            var code = LitmusCode.Draw(random);
            if (model == "tso" && code.Threads.Any(thread => thread.Any(access => access is { Kind: OperationKind.Fence, Order: MemoryOrder.Acquire })))
            {
                continue; // no instruction of x86, where the litmus search would have a barrier
            }

            var test = LitmusReader.Read(code.File());
            var expected = LitmusSearch.Ends(test, memory([.. test.Locations.Select(location => location.Initial)], code.Threads.Length))
                .Select(code.EndOf).ToHashSet();
            var found = Ends(code, MemoryModels.All[model].ForEnds());
            Assert.True(expected.SetEquals(found), $"{code.File()}\nlitmus only: {string.Join(", ", expected.Except(found))}\nexplorer only: {string.Join(", ", found.Except(expected))}");
            weaker += Ends(code, null).Count < found.Count ? 1 : 0;
            compared++;
        }

        Assert.True(weaker >= compared / 20, $"{weaker} of {compared} programs have ends that interleaving has not");
    }

    private static HashSet<string> Ends(LitmusCode code, Interlock.Semantics.Machines.MemoryModel? model)
    {
        var ends = new Collector(code.Reads);
        var report = new Exploration(code.Program(ends.Collect).AsSystem(model is null ? null : new Machine(model)), new SearchOptions(Workers: 1)).Run();
        Assert.Equal(Verdict.Verified, report.Verdict);
        return ends.Ends;
    }

    [Stateless("What it collects no code reads.")]
    private sealed class Collector(int reads)
    {
        public HashSet<string> Ends { get; } = [];

        public bool Collect(Memory memory)
        {
            var end = new List<string>();
            for (var word = 0; word < LitmusCode.Words + reads; word++)
            {
                end.Add($"{memory[new Address(word)]}");
            }

            Ends.Add(string.Join(' ', end.Skip(LitmusCode.Words).Concat(end.Take(LitmusCode.Words))));
            return true;
        }
    }
}
