using System.Globalization;

namespace Interlock.Litmus.Cycles;

/// <summary>Writes the accesses of a thread of a cycle as code.</summary>
internal static class CycleCode
{
    private static readonly string[] X86Registers = ["EAX", "EBX", "ECX", "EDX"];

    /// <summary>The name of a location.</summary>
    public static string NameOf(int location) => location < 3 ? "xyz"[location].ToString() : ((char)('a' + location - 3)).ToString();

    /// <summary>The register into which a thread reads, by the number of the read.</summary>
    public static string RegisterOf(int read, Architecture architecture) =>
        architecture == Architecture.X86 ? X86Registers[read] : string.Create(CultureInfo.InvariantCulture, $"X{read}");

    /// <summary>Code of x86; null where there is none, for a dependency or an order.</summary>
    public static List<string>? X86(IReadOnlyList<CycleAccess> thread)
    {
        var code = new List<string>();
        var reads = 0;
        foreach (var access in thread)
        {
            if (access.Order != 'p' || access.Before is not ("" or "po" or "mfence" or "rfi" or "fri" or "coi") || reads >= X86Registers.Length)
            {
                return null;
            }

            code.AddRange(access.Before == "mfence" ? ["MFENCE"] : []);
            code.Add(access.IsWrite
                ? string.Create(CultureInfo.InvariantCulture, $"MOV [{NameOf(access.Location)}],${access.Value}")
                : $"MOV {X86Registers[reads++]},[{NameOf(access.Location)}]");
        }

        return code;
    }

    /// <summary>Code of AArch64; null where there is none.</summary>
    public static List<string>? AArch64(IReadOnlyList<CycleAccess> thread)
    {
        var code = new List<string>();
        var reads = 0;
        for (var index = 0; index < thread.Count; index++)
        {
            var access = thread[index];
            if (access.Before == "mfence")
            {
                return null;
            }

            var (value, zero) = (string.Create(CultureInfo.InvariantCulture, $"W{8 + index}"), string.Create(CultureInfo.InvariantCulture, $"W{14 + index}"));
            var place = string.Create(CultureInfo.InvariantCulture, $"[X{20 + access.Location}]");
            string[] none = [$"EOR {zero},W{reads - 1},W{reads - 1}"];
            switch (access.Before)
            {
                case "addr":
                    code.AddRange(none);
                    place = access.Order == 'p' ? place.Replace("]", $",{zero},SXTW]", StringComparison.Ordinal) : Added(code, place, zero, index);
                    break;
                case "ctrl" or "ctrlisb":
                    code.AddRange([$"CBNZ W{reads - 1},L{index}", $"L{index}:"]);
                    code.AddRange(access.Before == "ctrlisb" ? ["ISB"] : []);
                    break;
                case "isb" or "dmb.sy" or "dmb.ld" or "dmb.st":
                    code.Add(access.Before.Replace('.', ' ').ToUpperInvariant());
                    break;
                default:
                    break;
            }

            if (access.IsWrite)
            {
                code.AddRange(access.Before == "data" ? [.. none, $"ADD {value},{zero},#{access.Value}"] : [$"MOV {value},#{access.Value}"]);
                code.Add($"{(access.Order == 'l' ? "STLR" : "STR")} {value},{place}");
            }
            else
            {
                code.Add($"{access.Order switch { 'a' => "LDAR", 'q' => "LDAPR", _ => "LDR" }} W{reads++},{place}");
            }
        }

        return code;
    }

    // An acquire or a release has no offset in its address.
    private static string Added(List<string> code, string place, string zero, int index)
    {
        code.Add($"ADD X{26 + (index % 4)},{place.Trim('[', ']')},{zero},SXTW");
        return $"[X{26 + (index % 4)}]";
    }
}
