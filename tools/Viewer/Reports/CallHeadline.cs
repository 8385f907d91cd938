using Interlock.Isolation.Specifications;

namespace Interlock.Viewer.Reports;

/// <summary>A call was answered, and its specification answers otherwise.</summary>
internal static class CallHeadline
{
    public static Headline? Of(Story story)
    {
        if (story.EvidenceOf<CallEvidence>() is not { } evidence || story.Last is not { } last)
        {
            return null;
        }

        var call = story.CallOf(last);
        var asked = call is null ? evidence.Asked : Headlines.Asked(call);
        var (name, when) = (asked.Split('(')[0], call is null ? last.Link : $"[[{call.First}]] to [[{call.Last}]]");
        return evidence switch
        {
            GrantedWrongly granted => new Headline(
                $"{name} succeeds where it must be refused",
                $"{last.Name} calls {asked} ({when}), and the engine answers ok. It must be refused with {granted.Error}, " +
                $"because {granted.Reason}.",
                [],
                []),
            RefusedWrongly refused => new Headline(
                $"{name} is refused where it must succeed",
                $"{last.Name} calls {asked} ({when}), and the engine refuses it with {refused.Error}. Its specification " +
                $"grants it{(refused.NotLocked is { } component ? $" and had not taken the lock of {component}" : string.Empty)}.",
                [],
                []),
            _ => null,
        };
    }
}
