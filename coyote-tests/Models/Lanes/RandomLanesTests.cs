using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.SelfComposition;
using Xunit;

namespace Interlock.CoyoteTests.Models.Lanes;

/// <summary>Pairs of executions on random programs, against what can be seen of each secret, collected without the explorer.</summary>
[Trait("Category", "Long")]
public sealed class RandomLanesTests
{
    private const int MostSights = 3;

    // How a program is searched depends on the program, so that each is searched in one way.
    private static readonly SearchOptions[] Ways =
    [
        new(), new(SearchOrder.DepthFirst), new(SearchOrder.DepthFirst, FingerprintKind.Exact, 2), new(
            SearchOrder.BreadthFirst, FingerprintKind.Bits128, 2),
        new(SearchOrder.DepthFirst, FingerprintKind.Bits128),
    ];

    // One vCPU, no choices: the secret determines the execution, so the verdict is exactly whether the observations are equal. The
    // place of a Seen operation is in the code and not in the observation: programs see each word at one place only.
    [Fact]
    public void Of_one_vcpu_the_verdict_is_whether_the_sights_are_equal()
    {
        var (random, leaks, safe) = (new Random(1), 0, 0);
        for (var round = 0; round < 1000; round++)
        {
            var program = RandomLanes.Draw(random, vcpus: 1);
            var leaksByOracle = new RandomSights(program).LeaksOfOne();
            if (IsViolated(program) is { } isViolated)
            {
                Assert.True(leaksByOracle == isViolated, $"{program}: {(leaksByOracle ? "leaks" : "does not leak")}");
                (leaks, safe) = leaksByOracle ? (leaks + 1, safe) : (leaks, safe + 1);
            }
        }

        Assert.True(leaks > 200 && safe > 200, $"{leaks} leak, {safe} do not");
    }

    // With several vCPUs the sets of observations forget the schedule, which an observer knows, so a violation may show in the pairs alone;
    // but what is verified must be equal in the sets.
    [Fact]
    public void Of_several_vcpus_nothing_is_verified_whose_sights_differ()
    {
        var (random, differ, verified, equal) = (new Random(2), 0, 0, 0);
        for (var round = 0; round < 600; round++)
        {
            var program = RandomLanes.Draw(random, vcpus: 2);
            if (IsViolated(program) is not { } isViolated)
            {
                continue;
            }

            var sights = new RandomSights(program);
            var areEqual = sights.All(0, MostSights).SetEquals(sights.All(1, MostSights));
            Assert.True(isViolated || areEqual, $"verified, and yet the sights differ: {program}");
            (differ, equal, verified) = (differ + (areEqual ? 0 : 1), equal + (areEqual ? 1 : 0), verified + (isViolated ? 0 : 1));
        }

        Assert.True(differ > 100 && verified > 100, $"{differ} differ, {verified} of {equal} that do not are verified");
    }

    [Fact]
    public void Fewer_pairs_of_one_vcpu_come_to_the_same_verdict()
    {
        var (random, fewer, violated) = (new Random(3), 0, 0);
        for (var round = 0; round < 300; round++)
        {
            var program = RandomLanes.Draw(random, vcpus: 1);
            var (reduced, whole) = (Explore(program, reduces: true), Explore(program, reduces: false));

            Assert.True(whole.Verdict == reduced.Verdict, $"{program}: {whole.Verdict}, with fewer {reduced.Verdict}");
            if (!IsDeadlock(whole) && !IsDeadlock(reduced))
            {
                Assert.Equal(whole.Violation?.Property, reduced.Violation?.Property); // else it is a question of which is found first
            }

            Assert.True(whole.Verdict == Verdict.Violated || reduced.States <= whole.States, $"{program}");
            fewer += reduced.States < whole.States ? 1 : 0;
            violated += whole.Verdict == Verdict.Violated ? 1 : 0;
        }

        Assert.True(fewer > 100 && violated is > 50 and < 250, $"{fewer} have fewer pairs, {violated} are violated");
    }

    private static Report Explore(RandomLanes program, bool reduces) =>
        new Exploration(new TwoLanes(program.Build(), new Bystander(), new StageTwoTranslation(new PageLayout(Pages: 1, Levels: 1, Entries: 2)), reduces), Ways[program.Vcpus[0].Length % Ways.Length]).Run();

    // Null where an execution comes to a deadlock by itself, which says nothing of two.
    private static bool? IsViolated(RandomLanes program)
    {
        var report = Explore(program, reduces: true);
        Assert.True(report.Verdict is Verdict.Violated or Verdict.Verified, $"{program}: {report.Error}");
        return report.Verdict == Verdict.Verified ? false : IsDeadlock(report) ? null : true;
    }

    private static bool IsDeadlock(Report report) => report.Violation is { Property: not "confidentiality" };
}
