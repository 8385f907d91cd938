using System.Text.RegularExpressions;

namespace Interlock.Litmus.Formats;

/// <summary>Reads the code of a thread that stands in a column.</summary>
internal sealed partial class ThreadCode
{
    private readonly List<Section> lines = [];
    private readonly int thread;
    private readonly CodeLabels labels;

    /// <summary>Finds the labels. One may share a cell with an instruction or stand alone, also at the end.</summary>
    public ThreadCode(int thread, IReadOnlyList<Section> cells, CodeLabels labels)
    {
        (this.thread, this.labels) = (thread, labels);
        foreach (var cell in cells)
        {
            var text = cell.Text;
            for (var label = Label().Match(text); label.Success; label = Label().Match(text))
            {
                labels.Add(thread, label.Groups[1].Value, lines.Count);
                text = text[label.Length..].Trim();
            }

            if (text.Length > 0)
            {
                lines.Add(cell with { Text = text });
            }
        }
    }

    /// <summary>Reads the instructions behind the code of the threads before.</summary>
    /// <param name="reader">How.</param>
    /// <param name="code">The code so far, which this thread's is appended to, with an end.</param>
    /// <param name="words">The instructions as words of memory, which this thread's are appended to.</param>
    /// <exception cref="LitmusFormatException">An instruction is unknown, or an operand is.</exception>
    public void Read(IInstructionReader reader, List<Instruction> code, List<CodeWord> words)
    {
        var read = lines.Select((cell, index) => reader.Read(new CodeLine(cell.Text, cell.Line, thread, index, lines.Count, labels))
            .Select(step => step with { Line = cell.Line, Text = cell.Text }).ToList()).ToList();
        var starts = new List<int>();
        foreach (var steps in read)
        {
            starts.Add(code.Count + (starts.Count == 0 ? 0 : starts[^1] - code.Count + read[starts.Count - 1].Count));
        }

        var end = code.Count + read.Sum(steps => steps.Count);
        starts.Add(end);
        for (var index = 0; index < lines.Count; index++)
        {
            words.Add(new CodeWord(LocationNames.AddressOfCode(thread, index), starts[index], labels.Word(thread, lines[index].Text, index)));
        }

        words.Add(new CodeWord(LocationNames.AddressOfCode(thread, lines.Count), end, 0));
        code.AddRange(read.SelectMany(steps => steps).Select(step => step switch
        {
            Instruction.Branch branch => branch with { Target = starts[branch.Target] },
            Instruction.Fault fault => fault,
            _ => step,
        }));
        code.Add(new Instruction.End());
    }

    [GeneratedRegex(@"^([A-Za-z_.][A-Za-z0-9_.$]*)\s*:(?![0-9:""])\s*")]
    private static partial Regex Label();
}
