namespace Interlock.Litmus.Formats;

/// <summary>Takes the rows of a test apart: a column a thread.</summary>
internal static class Table
{
    /// <summary>The cells of each thread, with their lines, empty ones left out.</summary>
    /// <exception cref="LitmusFormatException">There is no header, or a row has more cells than the header.</exception>
    public static IReadOnlyList<IReadOnlyList<Section>> Columns(Section code)
    {
        var line = code.Line;
        List<List<Section>>? columns = null;
        foreach (var row in code.Text.Split(';'))
        {
            var cells = row.Split('|');
            if (row.Trim().Length > 0)
            {
                if (columns is null)
                {
                    columns = [.. cells.Select(_ => new List<Section>())];
                }
                else if (cells.Length > columns.Count)
                {
                    throw new LitmusFormatException(line + LinesBefore(row), "the row has more cells than there are threads");
                }
                else
                {
                    Add(columns, cells, line);
                }
            }

            line += row.Count(letter => letter == '\n');
        }

        return columns ?? throw new LitmusFormatException(code.Line, "there are no threads");
    }

    private static int LinesBefore(string text) => text.TakeWhile(char.IsWhiteSpace).Count(letter => letter == '\n');

    private static void Add(List<List<Section>> columns, string[] cells, int line)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            line += LinesBefore(cells[column]);
            if (cells[column].Trim() is { Length: > 0 } cell)
            {
                columns[column].Add(new Section(cell, line));
            }
        }
    }
}
