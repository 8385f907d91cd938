using System.Collections.Immutable;
using System.Globalization;
using Interlock.Litmus;

namespace Interlock.Cli.Output;

/// <summary>An execution of a litmus test as a table, one column per thread: what was read from which step, and what had not been seen.</summary>
/// <param name="threads">How many threads there are.</param>
/// <param name="steps">The steps.</param>
internal sealed class WitnessTable(int threads, ImmutableArray<WitnessStep> steps)
{
    /// <summary>Writes it.</summary>
    public void Write(TextWriter writer)
    {
        var widths = Enumerable.Range(0, threads)
            .Select(thread => steps.Where(step => step.Thread == thread).Select(step => step.Text.Length).Append(2).Max()).ToArray();
        writer.WriteLine($"   #  {Row(widths, thread => $"P{thread}")}");
        for (var index = 0; index < steps.Length; index++)
        {
            var step = steps[index];
            var row = Row(widths, thread => thread == step.Thread ? step.Text : string.Empty);
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{index + 1,4}  {row}{Comment(step)}").TrimEnd());
        }
    }

    private static string Row(int[] widths, Func<int, string> cell) =>
        string.Concat(widths.Select((width, thread) => cell(thread).PadRight(width + 2)));

    private static string Comment(WitnessStep step)
    {
        if (step.Thread < 0)
        {
            return $"{step.Text}: {step.Location} = {Value(step.Written)}";
        }

        var read = step.Read is null ? null
            : $"{step.Location} = {Value(step.Read)} {(step.ReadFrom == 0 ? "initially" : $"from step {step.ReadFrom}")}"
            + (step.Newer.IsEmpty || step.Written is not null ? string.Empty : $", had not seen step {string.Join(", ", step.Newer)}");
        var written = step.Written is null ? null
            : $"{step.Location} := {Value(step.Written)}"
            + (step.Newer.IsEmpty ? string.Empty : $", put before step {string.Join(", ", step.Newer)}");
        return string.Join("; ", new[] { read, written }.Where(part => part is not null));
    }

    private static string Value(ulong? value) => value is >= 0x1000 ? $"0x{value:x}" : $"{value}";
}
