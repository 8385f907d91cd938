using Xunit;

namespace Interlock.CoyoteTests.Cli;

/// <summary>Whatever is wrong with what a user writes is said in one sentence, before any work, and nothing is written.</summary>
[Trait("Category", "Long")]
public sealed class BadInputTests : IDisposable
{
    private readonly InterlockProcess interlock = new();

    [Theory]
    [InlineData("There is no scenario 'nope'", "check", "nope")]
    [InlineData("There is no option '--nope'", "check", "--nope")]
    [InlineData("No parameter 'nope'", "check", "ticket-lock", "-p", "nope=1")]
    [InlineData("'vcpus' is not a size", "check", "ticket-lock", "-p", "vcpus")]
    [InlineData("takes vcpus from 1 to", "check", "ticket-lock", "-p", "vcpus=0")]
    [InlineData("ticket-lock takes vcpus from 1 to 64, not 9999999999", "check", "ticket-lock", "-p", "vcpus=9999999999")]
    [InlineData("-p vcpus is given twice", "check", "ticket-lock", "-p", "vcpus=2", "-p", "vcpus=3")]
    [InlineData("has no mutant or near-miss 'nope'", "check", "ticket-lock", "--mutant", "nope")]
    [InlineData("the nearest is 'ticket-out-of-turn'", "check", "ticket-lock", "--mutant", "ticket-out-of-tur")]
    [InlineData("name it", "check", "--mutant", "nope")]
    [InlineData("--workers takes", "check", "--workers", "0")]
    [InlineData("--max-states takes", "check", "--max-states", "0")]
    [InlineData("--max-states takes a whole number of at most 9223372036854775807, not 'x'", "check", "--max-states", "x")]
    [InlineData("--max-depth takes a whole number of at most 2147483647, not '99999999999'", "check", "--max-depth", "99999999999")]
    [InlineData("--max-seconds takes a number, not 'soon'", "check", "--max-seconds", "soon")]
    [InlineData("Option '--search' expects a single argument but 2 were provided", "check", "--search", "bfs", "--search", "dfs")]
    [InlineData("Argument 'sideways' not recognized. Must be one of: 'bfs' 'dfs' 'random'", "check", "--search", "sideways")]
    [InlineData("--walks goes with --search random only", "check", "--walks", "10")]
    [InlineData("--seed takes a number from 0 to 340282366920938463463374607431768211455, or 0x and hexadecimal digits, not '-1'", "check", "--seed", "-1")]
    [InlineData("hexadecimal digits, not '0x'", "check", "--search", "dfs", "--seed", "0x")]
    [InlineData("hexadecimal digits, not '0x100000000000000000000000000000000'", "check", "--seed", "0x100000000000000000000000000000000")]
    [InlineData("--seed takes a number from 0 to 9223372036854775807", "check", "--search", "random", "--seed", "9223372036854775808")]
    [InlineData("--fingerprint does not go with --search random", "check", "--search", "random", "--fingerprint", "64")]
    [InlineData("--walks takes a number from 1 to", "check", "--search", "random", "--walks", "0")]
    [InlineData("--seed takes a number from 0 to", "check", "--search", "random", "--seed", "-1")]
    [InlineData("--max-depth takes a number from 1 to", "check", "--search", "random", "--max-depth", "0")]
    [InlineData("There is no file 'nope.json'", "replay", "nope.json")]
    [InlineData("--workers goes with --then check", "replay", "nope.json", "--workers", "2")]
    [InlineData("--max-states goes with --explain or --then check", "replay", "nope.json", "--max-states", "2")]
    [InlineData("--steps and --trace go with --then check", "replay", "nope.json", "--steps", "1")]
    [InlineData("--report does not go with --then", "replay", "nope.json", "--then", "check", "--report", "out")]
    [InlineData("There is no file", "minimize", "nope.json")]
    [InlineData("is a folder", "minimize", ".")]
    [InlineData("is not a file to write to", "check", "--junit", ".")]
    [InlineData("'.' is not a file to write to", "check", "ticket-lock", "--trace", ".")]
    [InlineData("'' is not a file to write to", "graph", "ticket-lock", "-o", "")]
    [InlineData("'.' is not a file to write to", "mutants", "--markdown", ".")]
    [InlineData("mine/new.json could not be written: ", "check", "ticket-lock", "--trace", "mine/new.json")]
    [InlineData("mine exists already, and nothing is overwritten", "graph", "ticket-lock", "-o", "mine")]
    [InlineData("both is named for two things", "check", "ticket-lock", "--junit", "both", "--sarif", "./both")]
    [InlineData("out/report.json is named for two things", "check", "ticket-lock", "--trace", "out/report.json", "--report", "out")]
    [InlineData("both is named for two things", "mutants", "mutex", "--markdown", "both", "--json", "both")]
    [InlineData("--report takes a folder", "check", "ticket-lock", "--report", "")]
    [InlineData("There is nothing to try: no mutants of general-client", "mutants", "general-client")]
    [InlineData("There is no scenario", "graph", "nope")]
    [InlineData("cannot run on real threads", "stress", "toy-shootdown")]
    [InlineData("takes cpus and ets only, not pages", "stress", "general-client", "-p", "pages=2")]
    [InlineData("There is no command 'nope'", "nope")]
    public void Bad_input_gets_one_clear_sentence(string sentence, params string[] arguments)
    {
        File.WriteAllText(interlock.PathOf("mine"), "mine");

        var result = interlock.Run(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Empty(result.Output);
        Assert.Equal("mine", File.ReadAllText(Assert.Single(Directory.GetFileSystemEntries(interlock.Folder))));
    }

    public void Dispose() => interlock.Dispose();
}
