using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications;

/// <summary>A call with its arguments, for a reader.</summary>
internal static class CallText
{
    /// <summary>The text.</summary>
    /// <param name="call">The call.</param>
    /// <param name="loaded">What the CPU had loaded.</param>
    public static string Of(CallRecord call, LoadedVcpu loaded) => call.Call switch
    {
        Call.CreateVm or Call.ReclaimPage => $"{call.Call}(page {call.Page})",
        Call.DestroyVm or Call.ReturnTable => $"{call.Call}(vm {call.Vm})",
        Call.CreateVcpu or Call.LoadVcpu => $"{call.Call}(vm {call.Vm}, vcpu {call.IpaPage})",
        Call.PutVcpu or Call.RunVcpu => $"{call.Call}({loaded})",
        Call.Donate => $"{call.Call}(vm {call.Vm}, page {call.Page}, ipa {call.IpaPage})",
        Call.Share => $"{call.Call}(vm {call.Vm}, page {call.Page}, ipa {call.IpaPage}, {Writable(call)})",
        Call.Permit => $"{call.Call}(vm {call.Vm}, ipa {call.IpaPage}, {Writable(call)})",
        Call.Unshare or Call.SplitBlock or Call.MergeTable => $"{call.Call}(vm {call.Vm}, ipa {call.IpaPage})",
        Call.SupplyTable => $"{call.Call}(vm {call.Vm}, page {call.Page})",
        Call.GuestShare or Call.GuestUnshare => $"{call.Call}({loaded}, ipa {call.IpaPage})",
        Call.HostAbort => $"{call.Call}(page {call.Page})",
        Call.GuestAbort => $"{call.Call}({loaded}, ipa {call.IpaPage}, {(Engine.Stage2.AccessKind)call.Page})",
    };

    private static string Writable(CallRecord call) => call.Writable ? "writable" : "read-only";
}
