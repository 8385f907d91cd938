using System.Collections.Immutable;

namespace Interlock.Litmus.Formats;

/// <summary>Reads litmus tests in herd's format (Alglave, Maranget and Tautschnig, TOPLAS 2014).</summary>
public static class LitmusReader
{
    // What these variants of herd's model add is not modelled here, and without it tests come to other ends.
    private static readonly string[] Refused =
        ["vmsa", "kvm", "morello", "memtag", "mte", "self", "ifetch", "pac", "pauth", "fpac", "nv2", "neon", "sve", "sme", "gcs", "s128", "constpacfield"];

    /// <summary>Reads a test.</summary>
    /// <param name="text">The whole file.</param>
    /// <exception cref="LitmusFormatException">Something in it is not known; the exception names the line.</exception>
    public static LitmusTest Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sections = Sections.Of(text);
        if (sections.Variants.FirstOrDefault(variant => Refused.Contains(variant.ToLowerInvariant())) is { } refused)
        {
            throw new LitmusFormatException(sections.VariantLine, $"the variant {refused} is not modelled");
        }

        var locations = new LocationNames();
        Func<string, string> canonical = sections.Architecture == "C" ? name => name : RegisterNames.Canonical;
        var initials = Initials.Read(sections.Init, locations, canonical);
        var labels = new CodeLabels();
        var code = new List<Instruction>();
        var words = new List<CodeWord>();
        var (architecture, starts) = sections.Architecture switch
        {
            "AArch64" => (Architecture.AArch64, Columns(sections, new AArch64Reader(), labels, code, words)),
            "X86" or "X86_64" => (Architecture.X86, Columns(sections, new X86Reader(locations), labels, code, words)),
            "C" => (Architecture.C, CReader.Read(sections.Code, locations, code)),
            _ => throw new LitmusFormatException(1, $"tests of {sections.Architecture} cannot be read"),
        };
        var condition = new Propositions(locations, labels, initials.BytesOf, canonical, starts.Count).Read(sections.Question);
        initials.Fill(locations, labels);
        var threads = starts.Select((start, thread) => new LitmusThread(
            initials.RegistersOf(thread, locations, labels).ToImmutableDictionary(entry => entry.Key, entry => entry.Value), start)).ToImmutableArray();
        return new LitmusTest(
            sections.Name,
            architecture,
            [.. sections.Variants],
            [.. locations.Words],
            threads,
            [.. code],
            [.. words],
            condition);
    }

    private static List<int> Columns(
        Sections sections, IInstructionReader reader, CodeLabels labels, List<Instruction> code, List<CodeWord> words)
    {
        var starts = new List<int>();
        foreach (var thread in Table.Columns(sections.Code).Select((cells, thread) => new ThreadCode(thread, cells, labels)).ToList())
        {
            starts.Add(code.Count);
            thread.Read(reader, code, words);
        }

        return starts;
    }
}
