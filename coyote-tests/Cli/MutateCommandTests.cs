using Xunit;

namespace Interlock.CoyoteTests.Cli;

public sealed class MutateCommandTests : IDisposable
{
    private readonly InterlockProcess interlock = new();

    [Theory]
    [InlineData("mutate", "run this in a clone of the project")]
    [InlineData("coverage ticket-lock", "run this in a clone of the project")]
    [InlineData("mutate --only models", "'models' is in no room that is changed")]
    [InlineData("mutate --only engine/Parts/Core.cs:0", "selects nothing")]
    [InlineData("mutate --jobs 0", "--jobs takes a number from 1 to 64")]
    [InlineData("mutate --small --large", "say one of them")]
    [InlineData("mutate --list --json all.json", "say one of them")]
    public void What_cannot_be_done_is_said_in_a_sentence(string arguments, string sentence)
    {
        var result = interlock.Run(arguments.Split(' '));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Trim().Split('\n'));
    }

    public void Dispose() => interlock.Dispose();
}
