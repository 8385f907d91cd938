using Newtonsoft.Json.Linq;
using Xunit;

namespace Interlock.CoyoteTests.Cli;

/// <summary><c>interlock litmus</c>: verdicts, comparison, and what cannot be read.</summary>
public sealed class LitmusCommandTests : IDisposable
{
    private const string StoreBuffering = """
        X86 SB
        { x=0; y=0; }
         P0          | P1          ;
         MOV [x],$1  | MOV [y],$1  ;
         MOV EAX,[y] | MOV EAX,[x] ;
        exists (0:EAX=0 /\ 1:EAX=0)
        """;

    private const string LoadBuffering = """
        AArch64 LB
        { 0:X1=x; 0:X3=y; 1:X1=x; 1:X3=y; 0:X9=1; 1:X9=1; }
         P0          | P1          ;
         LDR W0,[X1] | LDR W0,[X3] ;
         STR W9,[X3] | STR W9,[X1] ;
        exists (0:X0=1 /\ 1:X0=1)
        """;

    private readonly InterlockProcess interlock = new();

    [Fact]
    public void Tests_are_found_and_compared_and_load_buffering_is_excused_where_it_is_marked()
    {
        Directory.CreateDirectory(interlock.PathOf("tests"));
        Write("tests/sb.litmus", StoreBuffering);
        Write("tests/lb.litmus", LoadBuffering);
        Write("kinds.txt", "SB Allowed\ntests/lb.litmus Allowed needs-lb\n");

        var result = interlock.Run("litmus", "tests", "--expected", "kinds.txt", "--json");

        Assert.Equal(0, result.ExitCode);
        var report = JObject.Parse(result.Output);
        Assert.Equal((2, 0, 0), ((int)report["agreed"]!, (int)report["disagreed"]!, (int)report["unread"]!));
        Assert.Equal(["LB", "SB"], report["tests"]!.Select(test => (string)test["name"]!));
        Assert.Equal([false, true], report["tests"]!.Select(test => (bool)test["found"]!));
        Assert.Equal(["armv8", "tso"], report["tests"]!.Select(test => (string)test["memory"]!));
        Assert.All(report["tests"]!, test => Assert.True((long)test["states"]! > 0));
    }

    [Fact]
    public void A_disagreement_is_named_and_fails()
    {
        Write("sb.litmus", StoreBuffering);
        Write("expected.csv", "sb.litmus,1\n");

        var agrees = interlock.Run("litmus", "sb.litmus", "--expected", "expected.csv");
        var disagrees = interlock.Run("litmus", "sb.litmus", "--expected", "expected.csv", "--memory", "sc");

        Assert.Equal((0, 2), (agrees.ExitCode, disagrees.ExitCode));
        Assert.Contains("SB: not found (sc)", disagrees.Output, StringComparison.Ordinal);
        Assert.Contains("DISAGREES: expected Allowed", disagrees.Output, StringComparison.Ordinal);
        Assert.Contains("1 tests: 0 agree, 1 disagree, 0 unread", disagrees.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exists", 1)]
    [InlineData("~exists", 0)]
    [InlineData("forall not", 0)]
    public void A_number_is_of_the_condition_with_its_quantifier(string quantifier, int holds)
    {
        Write("sb.litmus", StoreBuffering.Replace("exists", quantifier, StringComparison.Ordinal));
        Write("expected.csv", $"sb.litmus,{holds}\n");
        Write("wrong.csv", $"sb.litmus,{1 - holds}\n");

        Assert.Equal(0, interlock.Run("litmus", "sb.litmus", "--expected", "expected.csv").ExitCode);
        Assert.Equal(2, interlock.Run("litmus", "sb.litmus", "--expected", "wrong.csv").ExitCode);
    }

    [Fact]
    public void What_cannot_be_read_is_named_by_file_and_line_and_counted()
    {
        Write("sb.litmus", StoreBuffering.Replace("MOV EAX,[y]", "FROB EAX   ", StringComparison.Ordinal));

        var result = interlock.Run("litmus", "sb.litmus");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("sb.litmus: unread: line 5: unknown instruction FROB", result.Output, StringComparison.Ordinal);
        Assert.Contains("0 disagree, 1 unread", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    public void Dispose() => interlock.Dispose();

    private void Write(string name, string text) => File.WriteAllText(interlock.PathOf(name), text);
}
