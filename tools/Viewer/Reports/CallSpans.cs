using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Viewer.Reports;

/// <summary>
/// Finds the calls of a counterexample: operations of one vCPU, one after the other, for which the same call waited. Of an engine it
/// is the client's call of it; elsewhere what the vCPU's own code called.
/// </summary>
internal static class CallSpans
{
    public static IReadOnlyList<TimelineCall> Of(Story story)
    {
        var calls = new List<TimelineCall>();
        var open = new Dictionary<int, TimelineCall>();
        var chosenSince = new Dictionary<int, int>();
        var isOfEngine = story.All.Any(occurrence => occurrence.Performed?.Methods.Any(IsEngineCall) == true);
        foreach (var occurrence in story.All)
        {
            var name = NameOf(occurrence.Performed?.Methods ?? [], isOfEngine);
            var isContinued = open.TryGetValue(occurrence.Actor, out var current) && !current.IsFinished && name is not null
                && Bare(current.Text) == Bare(name);
            if (!isContinued && current is not null)
            {
                Close(calls, open, occurrence.Actor);
                current = null;
            }

            if (name is null)
            {
                // What to call, and with what, is a part of the call.
                if (occurrence.Kind != OperationKind.Choose)
                {
                    chosenSince.Remove(occurrence.Actor);
                }
                else if (!chosenSince.ContainsKey(occurrence.Actor))
                {
                    chosenSince[occurrence.Actor] = occurrence.Step;
                }

                continue;
            }

            current = current is null
                ? new TimelineCall(
                    occurrence.Actor, chosenSince.GetValueOrDefault(occurrence.Actor, occurrence.Step), occurrence.Step, name, false)
                : current with { Last = occurrence.Step };
            chosenSince.Remove(occurrence.Actor);
            var answer = occurrence.Performed!.Notes.Select(CallPhrases.CallOf).FirstOrDefault(call => call is not null);
            open[occurrence.Actor] = answer is { } returned
                ? current with { Text = CallPhrases.Of(returned), IsFinished = true }
                : current;
        }

        foreach (var actor in open.Keys.ToList())
        {
            Close(calls, open, actor);
        }

        calls.Sort((left, right) => (left.First, left.Lane).CompareTo((right.First, right.Lane)));
        return calls;
    }

    // A call whose code has gone on to something else has been answered, whether it says so or not; the last of a vCPU may not.
    private static void Close(List<TimelineCall> calls, Dictionary<int, TimelineCall> open, int actor)
    {
        if (open.Remove(actor, out var call))
        {
            calls.Add(call);
        }
    }

    private static string? NameOf(IReadOnlyList<WaitingMethod> methods, bool isOfEngine) =>
        methods.LastOrDefault(IsEngineCall) is { } call ? $"{CallPhrases.NameOf(call.Name)}({call.Arguments})"
        : methods.Count > 1 && !isOfEngine ? methods[^2].ToString()
        : null;

    private static bool IsEngineCall(WaitingMethod method) =>
        method.Type is nameof(HostCalls) or nameof(GuestCalls) && method.Name != nameof(HostCalls.Boot);

    // Arguments may change while a method runs, if it assigns to them; the name does not.
    private static string Bare(string text) => text.Split('(')[0];
}
