using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>No result depends on the key of fingerprints, and no states that somebody chose collide.</summary>
public sealed class FingerprintKeyTests
{
    private const ulong Chosen = 0x88d1a8e680dca2e8;

    // With a mix whose keys were constants two of its states shared a fingerprint, and it was verified.
    [Fact]
    public void A_program_that_was_chosen_to_collide_is_violated_in_every_mode_under_every_key()
    {
        var runs = new HashSet<string>();
        for (UInt128 seed = 0; seed < 200; seed++)
        {
            foreach (var fingerprint in Enum.GetValues<FingerprintKind>())
            {
                foreach (var order in Enum.GetValues<SearchOrder>())
                {
                    runs.Add(Shown(new Exploration(Colliding(), new SearchOptions(order, fingerprint, Workers: 1, Seed: seed)).Run()));
                }
            }
        }

        runs.Add(Shown(new Exploration(Colliding(), new SearchOptions(Workers: 2)).Run()));
        Assert.StartsWith("Violated assertions", Assert.Single(runs), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verified program")]
    [InlineData("verified liveness")]
    [InlineData("assertion")]
    [InlineData("livelock")]
    [InlineData("liveness of a program")]
    [InlineData("deadlock of regions")]
    public void Results_are_the_same_under_every_key(string specimen)
    {
        var runs = Enumerable.Range(0, 12).Select(number => new Exploration(
            Specimens.Named(specimen),
            new SearchOptions(Fingerprint: (FingerprintKind)(number % 3), Seed: number < 6 ? null : (UInt128)number << 100)).Run());

        Assert.Single(runs.Select(Shown).Distinct());
    }

    [Fact]
    public void Every_run_draws_a_key_and_repeats_one_that_is_given()
    {
        var drawn = Enumerable.Range(0, 3).Select(_ => new Exploration(Colliding()).Run().Seed).ToList();

        Assert.Equal(3, drawn.Distinct().Count());
        Assert.DoesNotContain(null, drawn);
        Assert.Equal((UInt128)7, new Exploration(Colliding(), new SearchOptions(Seed: 7)).Run().Seed);
        Assert.Null(new Exploration(Colliding(), new SearchOptions(Fingerprint: FingerprintKind.Exact, Seed: 7)).Run().Seed);
        var (one, same, other) = (Print(new FingerprintKey(7)), Print(new FingerprintKey(7)), Print(new FingerprintKey(8)));
        Assert.Equal(one, same);
        Assert.NotEqual(one.Low, other.Low);
        Assert.NotEqual(one.High, other.High);
        Assert.NotEqual(one.Low, one.High);

        static (ulong Low, ulong High) Print(FingerprintKey key)
        {
            var expansion = new Expansion(3, 0, wide: true, key);
            expansion.Reset([1, 2, 3]);
            expansion.Begin(0, 0);
            return (expansion[0].Low, expansion[0].High);
        }
    }

    [Fact]
    public void The_probability_is_that_of_the_theorem()
    {
        var of64 = new Exploration(Specimens.Named("verified program")).Run();
        var of128 = new Exploration(Specimens.Named("verified program"), new SearchOptions(Fingerprint: FingerprintKind.Bits128)).Run();
        var exact = new Exploration(Specimens.Named("verified program"), new SearchOptions(Fingerprint: FingerprintKind.Exact)).Run();

        var pairs = of64.States * (of64.States + 1) / 2;
        Assert.Equal(pairs / (Math.Pow(2, 64) - 1), of64.CollisionProbability, 1e-12 * of64.CollisionProbability);
        Assert.Equal(pairs / Math.Pow(Math.Pow(2, 64) - 1, 2), of128.CollisionProbability, 1e-12 * of128.CollisionProbability);
        Assert.Equal(0, exact.CollisionProbability);
    }

    private static string Shown(Report report) =>
        $"{report.Verdict} {report.Violation?.Property} {report.States} {report.Transitions} {report.Depth} " +
        $"{string.Join(' ', report.Counterexample?.Schedule ?? [])} {report.Counterexample?.Loop}";

    private static TransitionSystem Colliding()
    {
        var program = new ConcurrentProgram();
        var (a, b) = (program.Word("a"), program.Word("b"));
        program.Run(1, cpu => Collide(cpu, a, b));
        return program.AsSystem();
    }

    private static async Step Collide(Cpu cpu, Address a, Address b)
    {
        var difference = await cpu.Choose(2) * Chosen;
        await cpu.Store(a, 21356 ^ difference);
        await cpu.Store(b, 1715 ^ difference);
        cpu.Assert(await cpu.Load(a) == 21356, "a is what was stored");
    }
}
