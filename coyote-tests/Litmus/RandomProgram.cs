using System.Globalization;
using System.Text;

namespace Interlock.CoyoteTests.Litmus;

/// <summary>Small programs of AArch64, as files: each seed another.</summary>
internal sealed class RandomProgram
{
    private static readonly string[] Words = ["X1", "X3"];

    private readonly Random random;
    private readonly bool isOrdered;
    private int registers;

    private RandomProgram(int seed, bool isOrdered) => (random, this.isOrdered) = (new Random(seed), isOrdered);

    /// <summary>A program of accesses of every kind, with fences, dependencies, atomics with and without results, and conditional selects.</summary>
    public static string Any(int seed) => new RandomProgram(seed, isOrdered: false).File();

    /// <summary>A program of accesses that acquire and release only.</summary>
    public static string Ordered(int seed) => new RandomProgram(seed, isOrdered: true).File();

    private string File()
    {
        var threads = random.Next(2, 4);
        var most = threads == 2 ? 4 : 2;
        var columns = Enumerable.Range(0, threads).Select(_ => Thread(random.Next(2, most + 1))).ToList();
        var file = new StringBuilder("AArch64 random\n{\n");
        for (var thread = 0; thread < threads; thread++)
        {
            file.Append(CultureInfo.InvariantCulture, $"{thread}:X1=x; {thread}:X3=y; {thread}:X9=1; {thread}:X8=2;\n");
        }

        file.Append("}\n ").AppendJoin(" | ", columns.Select((_, thread) => $"P{thread}")).Append(" ;\n");
        for (var row = 0; row < columns.Max(column => column.Count); row++)
        {
            file.Append(' ').AppendJoin(" | ", columns.Select(column => row < column.Count ? column[row] : string.Empty)).Append(" ;\n");
        }

        return file.Append("exists (x=1)\n").ToString();
    }

    private List<string> Thread(int accesses)
    {
        var code = new List<string>();
        string? read = null;
        for (var access = 0; access < accesses; access++)
        {
            var (word, value, into) = (Words[random.Next(2)], random.Next(2) == 0 ? "W9" : "W8", $"W{20 + (registers++ % 8)}");
            if (isOrdered)
            {
                code.Add(random.Next(4) switch
                {
                    0 or 1 => $"LDAR {into},[{word}]",
                    2 => $"STLR {value},[{word}]",
                    _ => $"{(random.Next(2) == 0 ? "SWPAL" : "LDADDAL")} {value},{into},[{word}]",
                });
                continue;
            }

            code.AddRange(Between(access, read));
            read = Access(code, word, value, into, read);
        }

        return code;
    }

    // Adds an access; says which register has been read last.
    private string? Access(List<string> code, string word, string value, string into, string? read)
    {
        switch (random.Next(13))
        {
            case 0 or 1:
                code.Add($"{(random.Next(4) == 0 ? "STLR" : "STR")} {value},[{word}]");
                return read;
            case 2 when read is not null:
                code.Add($"STR {read},[{word}]");
                return read;
            case 3 when read is not null:
                code.Add($"EOR W7,{read},{read}");
                code.Add($"{Pick("LDR", "STR")} {(random.Next(2) == 0 ? into : value)},[{word},W7,SXTW]");
                return read;
            case 4:
                code.Add($"{Pick("SWP", "LDADD", "SWPA", "LDADDL", "SWPAL")} {value},{into},[{word}]");
                return into;
            case 5:
                code.Add($"{Pick("LDXR", "LDAXR")} {into},[{word}]");
                if (random.Next(5) == 0)
                {
                    code.Add($"STR {value},[{word}]");
                }

                code.Add($"{Pick("STXR", "STLXR")} W6,{value},[{word}]");
                return into;
            case 6 when read is not null:
                code.Add($"CMP {read},#1");
                code.Add($"CSEL W5,{value},{Pick("WZR", "W9", "W8")},EQ");
                code.Add($"STR W5,[{word}]");
                code.Add($"{Pick("LDR", "LDAR", "LDAPR")} {into},[{word}]");
                return into;
            case 7:
                code.Add($"MOV {into},{Pick("#0", "#1", read ?? "#0")}");
                code.Add($"{Pick("CAS", "CASA", "CASL", "CASAL")} {into},{value},[{word}]");
                return into;
            case 8:
                code.Add(Pick(
                    $"STADD {value},[{word}]",
                    $"STADDL {value},[{word}]",
                    $"SWPA {value},WZR,[{word}]",
                    $"CASA WZR,{value},[{word}]",
                    $"LDADDAL {value},WZR,[{word}]"));
                return read;
            default:
                code.Add($"{Pick("LDR", "LDR", "LDAR", "LDAPR")} {into},[{word}]");
                return into;
        }
    }

    private IEnumerable<string> Between(int access, string? read)
    {
        switch (random.Next(9))
        {
            case 0 when access > 0:
                return [$"DMB {Pick("SY", "LD", "ST")}"];
            case 1 when read is not null:
                return [$"CBNZ {read},L{access}", $"L{access}:"];
            case 2 when read is not null:
                return [$"CBNZ {read},L{access}", $"L{access}: ISB"];
            case 3 when access > 0 && random.Next(3) == 0:
                return ["DSB ST", "ISB"];
            default:
                return [];
        }
    }

    private string Pick(params string[] of) => of[random.Next(of.Length)];
}
