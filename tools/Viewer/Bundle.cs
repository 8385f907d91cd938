namespace Interlock.Viewer;

/// <summary>The pages that are built from <c>web/</c>: one HTML file each, which needs nothing else.</summary>
public static class Bundle
{
    private const string Slot = "<script type=\"application/json\" id=\"payload\">null</script>";

    /// <summary>The state graph's page, without anything to show: it asks where it was served from.</summary>
    public static string Graph => Read("graph.html");

    /// <summary>The report's page, without anything to show.</summary>
    public static string Report => Read("report.html");

    /// <summary>Puts what a page is to show into it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="json">What to show, as JSON.</param>
    /// <exception cref="ArgumentException">The page has no place for it.</exception>
    public static string Fill(string page, string json)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(json);
        var at = page.IndexOf(Slot, StringComparison.Ordinal);
        if (at < 0)
        {
            throw new ArgumentException("the page has no place for what it is to show", nameof(page));
        }

        // In JSON a < stands in strings only. Escaped, nothing in them can end the element that holds them.
        var text = json.Replace("<", "\\u003c", StringComparison.Ordinal);
        return string.Concat(page.AsSpan(0, at), Slot.Replace("null", text, StringComparison.Ordinal), page.AsSpan(at + Slot.Length));
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Bundle).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
