using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Idealized;

/// <summary>What every single step keeps to: read and write isolation, and that errors change nothing.</summary>
internal static class StepIsolation
{
    /// <summary>What a step breaks; null if nothing.</summary>
    public static Violation? Broken(PlatformState before, IdealAction action, PlatformState after)
    {
        return IsRefused(action, after)
            ? ChangesNothing(before, action, after)
            : ReadsOwn(before, action, after) ?? WritesOwn(before, action, after);
    }

    /// <summary>Whether an action was refused with an error.</summary>
    public static bool IsRefused(IdealAction action, PlatformState after) =>
        action.IsAnswered && after.Oses[action.Os].Error != ActionError.None;

    // A refused action leaves everything as it was, but for the error.
    private static Violation? ChangesNothing(PlatformState before, IdealAction action, PlatformState after)
    {
        var (os, error) = (action.Os, after.Oses[action.Os].Error);
        return before.WithOs(os, before.Oses[os] with { Error = error }) == after
            ? null
            : Of("errors-change-nothing", $"'{action}' was refused ({error}) and changed something");
    }

    // What an OS gets by reading is in a page that it owns, at the place where its current table has it.
    private static Violation? ReadsOwn(PlatformState before, IdealAction action, PlatformState after)
    {
        if (action.Kind != ActionKind.Read)
        {
            return null;
        }

        var page = before.LinkOf(action.Os, action.First);
        return page >= 0 && before.Pages[page].Owner == Owner.Os(action.Os)
            && after.Oses[action.Os].Register == before.Pages[page].Content
            ? null
            : Of(
                "read-isolation",
                $"os{action.Os} read {after.Oses[action.Os].Register}, which no page of its own holds at va{action.First}");
    }

    // What an OS does, or has done for it, changes neither other OSes nor pages that were not its own, but for those that were nobody's.
    private static Violation? WritesOwn(PlatformState before, IdealAction action, PlatformState after)
    {
        for (var page = 0; page < before.Pages.Count; page++)
        {
            var owner = before.Pages[page].Owner;
            var mayChange = owner == (action.Os >= 0 ? Owner.Os(action.Os) : Owner.Hypervisor)
                || (owner == Owner.Nobody && action.Kind is ActionKind.Assign or ActionKind.Retain);
            if (before.Pages[page] != after.Pages[page] && !mayChange)
            {
                return Of("write-isolation", $"'{action}' changed page {page}, which is {owner}");
            }
        }

        for (var os = 0; os < before.Oses.Count; os++)
        {
            if (os != action.Os && (before.Oses[os] != after.Oses[os] || before.Maps[os] != after.Maps[os]))
            {
                return Of("write-isolation", $"'{action}' changed os{os}");
            }
        }

        return null;
    }

    private static Violation Of(string property, string message) => new(ViolationKind.Monitor, property, message);
}
