using System.Text;

namespace Interlock.Mutate.Sources;

/// <summary>A piece of a source file replaced by another.</summary>
/// <param name="File">The file, relative to the root of the clone.</param>
/// <param name="Start">Where the piece begins, in characters from the start of the file.</param>
/// <param name="Length">Its characters.</param>
/// <param name="Replacement">What stands there instead.</param>
public sealed record Edit(string File, int Start, int Length, string Replacement)
{
    /// <summary>A file's text with all edits of it made. They must not overlap; those at one place are made in their order.</summary>
    public static string Apply(string text, IEnumerable<Edit> edits)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (result, at) = (new StringBuilder(), 0);
        foreach (var edit in edits.OrderBy(edit => edit.Start))
        {
            // Lines keep their numbers: what is found later must still be found where the reader looks.
            var lines = text.AsSpan(edit.Start, edit.Length).Count('\n') - edit.Replacement.AsSpan().Count('\n');
            result.Append(text, at, edit.Start - at).Append(edit.Replacement).Append('\n', Math.Max(0, lines));
            at = edit.Start + edit.Length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
