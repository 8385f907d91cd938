using Interlock.Engine.Platform;
using Interlock.Models.Isolation.Properties;
using Interlock.Models.Lanes;
using Interlock.Models.Monitors;
using Interlock.Models.Programs;
using Interlock.Sync;

namespace Interlock.Models.Isolation.Secrecy;

/// <summary>
/// The host and all VMs but one. A page is that VM's private memory if the engine's record says so, or if the engine has said so: it
/// answered that the VM was given the page, and not that the VM has lent it. Either is enough, so that an engine whose record is wrong
/// does not get away with it.
/// </summary>
/// <param name="map">The engine's memory.</param>
/// <param name="victim">Holds one more than the position of the VM whose secrets are kept; zero while there is none.</param>
internal class VictimsObserver(MemoryMap map, Address victim) : Bystander
{
    private const int FirstGuest = 2;
    private static readonly HashSet<string> Calls = [.. CallRecord.AllNames];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Releases { get; } = Declassified.For(map.Configuration);

    /// <summary>For each page to which VM it was given, and where; for each CPU, which VM it has loaded.</summary>
    public override int StateWords => map.Configuration.Pages + map.Configuration.Cpus;

    /// <inheritdoc/>
    public override int ReleaseOf(Operation operation) => Declassified.Of(operation);

    /// <inheritdoc/>
    public override bool IsPrivate(ReadOnlySpan<ulong> own, Memory before, Address word)
    {
        var page = word.Index / map.Configuration.Entries;
        var vm = before[victim];
        if (vm == 0 || page >= map.Configuration.Pages)
        {
            return false;
        }

        var view = new EngineView(map, before);
        return new Given(own[page]) is { IsLent: false } given && given.VmPlusOne == vm
            || (!view.HostMaps((ulong)page) && view.Annotation((ulong)page) == (int)vm - 1 + FirstGuest);
    }

    /// <inheritdoc/>
    public override void OnNote(Observation step, int vcpu, Note note)
    {
        if (!Calls.Contains(note.Name) || CallRecord.Of(note.Value) is not { Succeeded: true } call)
        {
            return;
        }

        var loaded = map.Configuration.Pages + vcpu;
        switch (call.Call)
        {
            case Call.LoadVcpu:
                step[loaded] = (ulong)call.Vm + 1;
                break;
            case Call.PutVcpu:
                step[loaded] = 0;
                break;
            case Call.Donate:
                step[call.Page] = Given.To((ulong)call.Vm + 1, call.IpaPage).Word;
                break;
            case Call.ReclaimPage:
                step[call.Page] = 0;
                break;
            case Call.DestroyVm:
                Change(step, given => given.VmPlusOne == (ulong)call.Vm + 1 ? default : given);
                break;
            case Call.GuestShare or Call.GuestUnshare:
                var place = Given.To(step[loaded], call.IpaPage);
                Change(step, given => given.IsAt(place) ? given.Lent(call.Call == Call.GuestShare) : given);
                break;
        }
    }

    private void Change(Observation step, Func<Given, Given> change)
    {
        for (var page = 0; page < map.Configuration.Pages; page++)
        {
            step[page] = change(new Given(step[page])).Word;
        }
    }

    // A page that a VM was given: the VM, where, and whether the VM has lent it to the host. Zero for none.
    private readonly record struct Given(ulong Word)
    {
        private const ulong LentBit = 1UL << 63;
        private const int IpaShift = 8;

        public ulong VmPlusOne => Word & 0xff;

        public bool IsLent => (Word & LentBit) != 0;

        public static Given To(ulong vmPlusOne, int ipaPage) => new(vmPlusOne | ((ulong)ipaPage << IpaShift));

        public bool IsAt(Given place) => (Word & ~LentBit) == place.Word;

        public Given Lent(bool isLent) => new(isLent ? Word | LentBit : Word & ~LentBit);
    }
}
