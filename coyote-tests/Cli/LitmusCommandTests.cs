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

    [Fact]
    public void Found_is_of_the_proposition_whatever_the_quantifier_and_forall_is_judged_by_its_opposite()
    {
        Write("sb.litmus", StoreBuffering.Replace("exists", "forall", StringComparison.Ordinal));
        Write("kinds.txt", "SB Allowed\n");

        var result = interlock.Run("litmus", "sb.litmus", "--expected", "kinds.txt", "--memory", "tso", "--json");
        var strong = interlock.Run("litmus", "sb.litmus", "--memory", "sc", "--json");

        Assert.Equal(0, result.ExitCode);
        var weak = JObject.Parse(result.Output)["tests"]!.Single();
        Assert.Equal((true, true, "Sometimes"), ((bool)weak["found"]!, (bool)weak["agrees"]!, (string)weak["observation"]!));
        Assert.Equal((false, "Never"), (
            (bool)JObject.Parse(strong.Output)["tests"]![0]!["found"]!, (string)JObject.Parse(strong.Output)["tests"]![0]!["observation"]!));
    }

    [Fact]
    public void Verdicts_can_be_a_table_with_tabs_by_model_and_path()
    {
        Directory.CreateDirectory(interlock.PathOf("tests"));
        Write("tests/sb.litmus", StoreBuffering);
        Write("tests/lb.litmus", LoadBuffering);
        const string Header = "name\tarchitecture\tmodel\tverdict\tsource\tfeatures\n";
        Write("right.tsv", Header
            + "LB\tAArch64\taarch64\tAllowed\towner/name@1:tests/lb.litmus\tneeds-lb\nSB\tX86\ttso\tAllowed\towner/name@1:tests/sb.litmus (kinds.txt)\tplain\n"
            + "SB\tX86\tanother model\tForbidden\towner/name@1:tests/sb.litmus\tplain\n");
        Write("wrong.tsv", Header + "LB\tAArch64\taarch64\tAllowed\towner/name@1:tests/lb.litmus\tplain\n");

        var right = interlock.Run("litmus", "tests", "--expected", "right.tsv");
        var wrong = interlock.Run("litmus", "tests", "--expected", "wrong.tsv");

        Assert.Equal((0, 2), (right.ExitCode, wrong.ExitCode));
        Assert.Contains("2 tests: 2 agree, 0 disagree, 0 unread", right.Output, StringComparison.Ordinal);
        Assert.Contains("LB: not found (armv8 without load buffering)", wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_witness_says_what_was_read_from_which_step_and_what_had_not_been_seen()
    {
        var weak = interlock.Run("litmus", "MP+po+dmb.sy", "--witness");
        var buffered = interlock.Run("litmus", "SB", "--memory", "tso", "--witness");

        Assert.Equal((0, 0), (weak.ExitCode, buffered.ExitCode));
        Assert.Contains("MP+po+dmb.sy: found (armv8 without load buffering)", weak.Output, StringComparison.Ordinal);
        Assert.Matches(@"\d+ .* LDR W0,\[X21\] +y = 1 from step \d+", weak.Output);
        Assert.Matches(@"\d+ .* LDR W1,\[X20\] +x = 0 initially|STR W8,\[X20\] .*x := 1", weak.Output);
        Assert.Matches(@"MOV EAX,\[[xy]\] +[xy] = 0 initially, had not seen step \d", buffered.Output);
        Assert.Contains("reaches memory: x = 1", buffered.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_of_C_is_run_under_every_model()
    {
        Write("sb.litmus", """
            C SB
            { }
            P0 (atomic_int* x, atomic_int* y) {
              atomic_store_explicit(x, 1, memory_order_release);
              int r0 = atomic_load_explicit(y, memory_order_acquire);
            }
            P1 (atomic_int* x, atomic_int* y) {
              atomic_store_explicit(y, 1, memory_order_release);
              int r0 = atomic_load_explicit(x, memory_order_acquire);
            }
            exists (0:r0=0 /\ 1:r0=0)
            """);
        Write("strong.litmus", File.ReadAllText(interlock.PathOf("sb.litmus"))
            .Replace("memory_order_release", "memory_order_seq_cst", StringComparison.Ordinal)
            .Replace("memory_order_acquire", "memory_order_seq_cst", StringComparison.Ordinal));

        foreach (var (memory, isFound) in new[] { ("sc", false), ("tso", true), ("armv8", true) })
        {
            var result = interlock.Run("litmus", "sb.litmus", "strong.litmus", "--memory", memory, "--json");
            Assert.Equal([isFound, false], JObject.Parse(result.Output)["tests"]!.Select(test => (bool)test["found"]!));
        }
    }

    public void Dispose() => interlock.Dispose();

    private void Write(string name, string text) => File.WriteAllText(interlock.PathOf(name), text);
}
