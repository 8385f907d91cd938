using Interlock.Engine.Aborts;
using Interlock.Engine.Results;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Refinements;

/// <summary>Tells the notes of calls from others.</summary>
[Stateless("Filled while it is made.")]
internal sealed class CallNames
{
    private const ulong CallAndOutcome = 0x3ff;
    private readonly string?[] names = new string?[CallAndOutcome + 1];

    public CallNames()
    {
        foreach (var call in Enum.GetValues<Call>())
        {
            var last = call is Call.HostAbort or Call.GuestAbort ? (int)AbortResolution.Device : (int)HypercallError.Exists + 1;
            for (var outcome = 0; outcome <= last; outcome++)
            {
                var record = new CallRecord(call, 0, 0, 0, false, outcome, 0);
                names[record.Value & CallAndOutcome] = record.Name;
            }
        }
    }

    /// <summary>Whether a note is a call that has returned: its name says what its value says.</summary>
    public bool Has(Note note) => names[note.Value & CallAndOutcome] == note.Name;
}
