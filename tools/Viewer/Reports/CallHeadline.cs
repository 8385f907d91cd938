using System.Text.RegularExpressions;

namespace Interlock.Viewer.Reports;

/// <summary>A call was answered, and its specification answers otherwise.</summary>
internal static partial class CallHeadline
{
    public static Headline? Of(Story story)
    {
        if (story.Violation.Property != "refinement" || story.Last is not { } last)
        {
            return null;
        }

        var message = story.Violation.Message;
        var call = story.CallOf(last);
        var asked = call is null ? message.Split(':')[0] : Headlines.Asked(call);
        var when = call is null ? last.Link : $"[[{call.First}]] to [[{call.Last}]]";
        if (Granted().Match(message) is { Success: true } granted)
        {
            return new Headline(
                $"{asked.Split('(')[0]} succeeds where it must be refused",
                $"{last.Name} calls {asked} ({when}), and the engine answers ok. It must be refused with {granted.Groups[1].Value}, " +
                $"because {granted.Groups[2].Value}.",
                [],
                []);
        }

        return Refused().Match(message) is { Success: true } refused
            ? new Headline(
                $"{asked.Split('(')[0]} is refused where it must succeed",
                $"{last.Name} calls {asked} ({when}), and the engine refuses it with {refused.Groups[1].Value}. Its specification " +
                $"grants it{refused.Groups[2].Value}.",
                [],
                [])
            : null;
    }

    [GeneratedRegex(@"the specification refuses it \((\w+): (.*)\), the engine answered ok$")]
    private static partial Regex Granted();

    [GeneratedRegex(@"the specification grants it, the engine refused it \((\w+)\)(.*)$")]
    private static partial Regex Refused();
}
