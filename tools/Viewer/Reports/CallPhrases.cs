using Interlock.Isolation.Calls;
using Interlock.Sync;

namespace Interlock.Viewer.Reports;

/// <summary>The engine's calls, in words.</summary>
internal static class CallPhrases
{

    /// <summary>The call that an event reports as returned; null for another event.</summary>
    public static CallRecord? CallOf(Note note) =>
        CallRecord.IsName(note.Name) && CallRecord.Of(note.Value) is var call && call.Name == note.Name ? call : null;

    /// <summary>The engine's name for what a client calls by another.</summary>
    public static string NameOf(string method) => method switch
    {
        "Donate" => "HostDonateGuest",
        "Share" => "HostShareGuest",
        "Unshare" => "HostUnshareGuest",
        "Permit" => "ChangePermissions",
        _ => method,
    };

    /// <summary>A call that has returned: what was asked, and what came of it.</summary>
    public static string Of(CallRecord call) => $"{Asked(call)}: {Answer(call)}";

    /// <summary>What was asked.</summary>
    public static string Asked(CallRecord call) => call.Call switch
    {
        Call.CreateVm => $"CreateVm(page {call.Page} as root table)",
        Call.DestroyVm => $"DestroyVm(VM {call.Vm})",
        Call.ReclaimPage => $"ReclaimPage(page {call.Page})",
        Call.CreateVcpu => $"CreateVcpu(VM {call.Vm}, vCPU {call.IpaPage})",
        Call.LoadVcpu => $"LoadVcpu(VM {call.Vm}, vCPU {call.IpaPage})",
        Call.PutVcpu => "PutVcpu()",
        Call.RunVcpu => "RunVcpu()",
        Call.Donate => $"HostDonateGuest(VM {call.Vm}, page {call.Page}, IPA page {call.IpaPage})",
        Call.Share => $"HostShareGuest(VM {call.Vm}, page {call.Page}, IPA page {call.IpaPage}, {Rights(call)})",
        Call.Unshare => $"HostUnshareGuest(VM {call.Vm}, IPA page {call.IpaPage})",
        Call.Permit => $"ChangePermissions(VM {call.Vm}, IPA page {call.IpaPage}, {Rights(call)})",
        Call.SupplyTable => $"SupplyTable(VM {call.Vm}, page {call.Page})",
        Call.ReturnTable => $"ReturnTable(VM {call.Vm})",
        Call.SplitBlock => $"SplitBlock(VM {call.Vm}, IPA page {call.IpaPage})",
        Call.MergeTable => $"MergeTable(VM {call.Vm}, IPA page {call.IpaPage})",
        Call.GuestShare => $"GuestShareHost(IPA page {call.IpaPage})",
        Call.GuestUnshare => $"GuestUnshareHost(IPA page {call.IpaPage})",
        Call.HostAbort => $"abort of the host at page {call.Page}",
        Call.GuestAbort => $"abort of the guest at IPA page {call.IpaPage}",
        _ => call.Call.ToString(),
    };

    private static string Answer(CallRecord call)
    {
        var outcome = CallRecord.OutcomeName(call.Call, call.Outcome);
        return call.Call is Call.HostAbort or Call.GuestAbort ? outcome
            : call.Succeeded ? "ok"
            : $"refused ({outcome})";
    }

    private static string Rights(CallRecord call) => call.Writable ? "writable" : "read-only";
}
