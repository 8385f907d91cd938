using Interlock.Cli.Guard;
using Xunit;

namespace Interlock.CoyoteTests.Cli.Survival;

/// <summary>What a guarded process says is passed on letter by letter, but for what the runtime says when it dies.</summary>
public sealed class LastWordsTests
{
    [Theory]
    [InlineData("", "", null)]
    [InlineData("a line\nStack", "a line\nStack", null)]
    [InlineData("\r\u001b[Kmutex: walking\r\u001b[Kdone\n", "\r\u001b[Kmutex: walking\r\u001b[Kdone\n", null)]
    [InlineData("says: Stack overflow.\n", "says: Stack overflow.\n", null)]
    [InlineData("working\nStack overflow.\n   at A.B()\n", "working\n", "Stack overflow.\n   at A.B()\n")]
    [InlineData("half a li\rFatal error. Internal", "half a li\r", "Fatal error. Internal")]
    public void What_is_passed_on(string said, string passedOn, string? cry)
    {
        var written = new StringWriter();

        Assert.Equal(cry, LastWords.PassOn(new StringReader(said), written));
        Assert.Equal(passedOn, written.ToString());
    }

    [Fact]
    public void A_cry_becomes_a_sentence()
    {
        Assert.Equal(
            "the stack overflows: recursion that does not end, or goes too deep, cannot be explored.",
            LastWords.Sentence("Stack overflow.\n   at Nobody.Knows(Int32)\n"));
        Assert.Equal("the process that explored it ended: Fatal error.", LastWords.Sentence("Fatal error.\nInternal CLR error."));
    }
}
