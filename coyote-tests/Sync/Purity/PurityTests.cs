using Interlock.Explorer.Verdicts;
using Xunit;

namespace Interlock.CoyoteTests.Sync.Purity;

/// <summary>
/// What depends on more than locals and the machine's answers is refused, with the place in the source and in Release as in Debug; what
/// merely resembles it is verified. A sample's class says which, in the line above it.
/// </summary>
public sealed class PurityTests
{
    public static TheoryData<string> Refused => Named("// refused: ");

    public static TheoryData<string> Accepted => Named("// accepted: ");

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses(string sample)
    {
        var (name, says) = (sample.Split(':')[0], sample.Split(':', 2)[1].Split('|', StringSplitOptions.TrimEntries));
        foreach (var isDebug in (bool[])[false, true])
        {
            var report = UserCode.Explore(name, isDebug);

            Assert.True(report.Verdict == Verdict.Error, $"{report.Verdict} {(isDebug ? "in Debug" : "in Release")}");
            Assert.All(says, part => Assert.Contains(part, report.Error, StringComparison.Ordinal));
            Assert.DoesNotMatch("<>|d__|b__|>P|c__", report.Error);
        }
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Accepts(string sample)
    {
        foreach (var isDebug in (bool[])[false, true])
        {
            var report = UserCode.Explore(sample.Split(':')[0], isDebug);

            Assert.Equal((null, Verdict.Verified), (report.Error, report.Verdict));
        }
    }

    [Fact]
    public void What_claims_to_have_no_state_is_named_among_what_was_assumed() => Assert.Contains(
        UserCode.Explore("PureSpecification", isDebug: false).Assumptions, said =>
            said.StartsWith("Both.lengths has no state", StringComparison.Ordinal));

    private static TheoryData<string> Named(string mark) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repo.Root, "coyote-tests", "Sync", "Purity", "Samples"), "*.cs.txt")
            .Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines)
            .Where(line => line.StartsWith(mark, StringComparison.Ordinal))
            .Select(line => line[mark.Length..]),
    ];
}
