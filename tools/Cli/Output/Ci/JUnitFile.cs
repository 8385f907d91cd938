using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Interlock.Explorer.Verdicts;

namespace Interlock.Cli.Output.Ci;

/// <summary>
/// Results as JUnit XML: a test case per scenario. What is not verified is never shown as passed or skipped: an incomplete search is an
/// error of its type, since it says nothing about what it has not seen. Written so that both schemas in use take it, Ant's and Jenkins'.
/// </summary>
internal static class JUnitFile
{
    /// <summary>What every such file contains.</summary>
    public const string Mark = "<testsuite name=\"interlock check\"";

    private const string Class = "interlock.check";

    /// <summary>The text of the file.</summary>
    /// <param name="results">What came of the scenarios that were checked.</param>
    /// <param name="unchecked">The scenarios that were not.</param>
    /// <param name="now">The time.</param>
    public static string Of(IReadOnlyList<CheckResult> results, IReadOnlyList<string> @unchecked, DateTime now)
    {
        var cases = results.Select(Case).Concat(@unchecked.Select(name => Case(name, 0, Broken(
            "error", "incomplete", "it was not checked: the run was interrupted", string.Empty)))).ToList();
        var suite = new XElement(
            "testsuite",
            new XAttribute("name", "interlock check"),
            new XAttribute("tests", cases.Count),
            new XAttribute("failures", cases.Count(test => test.Element("failure") is not null)),
            new XAttribute("errors", cases.Count(test => test.Element("error") is not null)),
            new XAttribute("time", Seconds(results.Sum(result => result.Report.Elapsed.TotalSeconds))),
            new XAttribute("timestamp", now.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
            new XAttribute("hostname", "localhost"),
            new XAttribute("id", 0),
            new XAttribute("package", "interlock"),
            new XElement("properties", new XElement(
                "property", new XAttribute("name", "version"), new XAttribute("value", CheckJson.Version))),
            cases,
            new XElement("system-out", string.Concat(results.Where(result => result.Report.Verdict == Verdict.Verified).Select(result =>
                $"{result.Scenario.Name} {result.SizesText}: holds in every execution: {CheckText.Properties(result)}\n"))),
            new XElement("system-err"));
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            new XElement("testsuites", suite).WriteTo(writer);
        }

        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }

    private static XElement Case(CheckResult result) => Case(
        $"{result.Scenario.Name} {result.SizesText}{(result.Variant is null ? string.Empty : $" --mutant {result.Variant}")}",
        result.Report.Elapsed.TotalSeconds,
        result.Report.Verdict switch
        {
            Verdict.Verified => null,
            Verdict.Violated => Broken(
                "failure", result.Report.Violation!.Property, $"{result.Report.Violation.Property}: " +
                $"{result.Report.Violation.Message}", Steps(result)),
            Verdict.Incomplete => Broken("error", "incomplete", CheckText.Ground(result), string.Empty),
            Verdict.Error => Broken("error", "error", CheckText.Ground(result), string.Empty),
            _ => throw new ArgumentOutOfRangeException(nameof(result), result.Report.Verdict, null),
        });

    private static XElement Case(string name, double seconds, XElement? broken) => new(
        "testcase",
        new XAttribute("name", name),
        new XAttribute("classname", Class),
        new XAttribute("time", Seconds(seconds)),
        broken);

    private static XElement Broken(string element, string type, string message, string text) =>
        new(element, new XAttribute("message", message), new XAttribute("type", type), text);

    private static string Steps(CheckResult result) => result.Trace is not { } trace
        ? string.Empty
        : string.Join('\n', ViolatingStep.Operations(trace).Select(shown =>
            $"{shown.Step + 1,4} {trace.Actors[shown.Of.Actor]}: {shown.Operation.Operation}  {shown.Operation.Site}"))
            + (result.TracePath is null ? string.Empty : $"\ninterlock replay {result.TracePath}");

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);
}
