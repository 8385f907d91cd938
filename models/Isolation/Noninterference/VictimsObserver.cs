using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Monitors;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.SelfComposition;
using Interlock.Sync;

namespace Interlock.Isolation.Noninterference;

/// <summary>
/// The host and all VMs but one. A page is that VM's private memory if the engine's record says so, or if the engine has said so: it
/// answered that the VM was given the page, and not that the VM has lent it. Either is enough, so that an engine whose record is wrong
/// does not get away with it. Where the VM was given memory, it must come to private memory; it lets others know what it does where it
/// was given none, and where the host has lent it memory or it has lent its own: there it may come to that page, and to no other.
/// </summary>
/// <param name="map">The engine's memory.</param>
/// <param name="victim">Holds one more than the position of the VM whose secrets are kept; zero while there is none.</param>
internal class VictimsObserver(MemoryMap map, Address victim) : Bystander
{
    private const int FirstGuest = 2;
    private const int LentByHost = 2;
    private readonly int ipas = (int)(map.Configuration.Guest.IpaLimit / PageIndex.PageSize);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Releases { get; } = Declassified.For(map.Configuration);

    /// <summary>For each page of each VM's IPA space what is there; for each CPU, which VM it has loaded.</summary>
    public override int StateWords => Places + map.Configuration.Cpus;

    private int Places => map.Configuration.Vms * ipas;

    /// <inheritdoc/>
    public override int ReleaseOf(Operation operation) => Declassified.Of(operation);

    /// <inheritdoc/>
    public override Visibility LeadsTo(ReadOnlySpan<ulong> own, Memory before, Operation operation, Address? word)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (before[victim] == 0)
        {
            return Visibility.Released;
        }

        var vm = (int)before[victim] - 1;
        var there = PlaceOf(vm, operation.Operand / PageIndex.PageSize) is { } place ? new Held(own[place]) : default;
        if (word is not { } reached)
        {
            return there.IsPrivate ? Visibility.Seen : Visibility.Released;
        }

        var page = reached.Index / map.Configuration.Entries;
        var view = new EngineView(map, before);
        return IsPrivate(own, view, vm, page) ? Visibility.Private
            : there.IsLentWith(page) || (there == default && IsBeingLent(view, vm, page)) ? Visibility.Released
            : Visibility.Seen;
    }

    /// <inheritdoc/>
    public override void OnNote(Observation step, int vcpu, Note note)
    {
        if (!CallRecord.IsName(note.Name) || CallRecord.Of(note.Value) is not { Succeeded: true } call)
        {
            return;
        }

        var loaded = Places + vcpu;
        switch (call.Call)
        {
            case Call.LoadVcpu:
                step[loaded] = (ulong)call.Vm + 1;
                break;
            case Call.PutVcpu:
                step[loaded] = 0;
                break;
            case Call.Donate:
                Change(step, call.Vm, call.IpaPage, _ => Held.Given(call.Page));
                break;
            case Call.Share:
                Change(step, call.Vm, call.IpaPage, held => held.IsGiven ? held : Held.Borrowed(call.Page));
                break;
            case Call.Unshare:
                Change(step, call.Vm, call.IpaPage, held => held.IsGiven ? held : default);
                break;
            case Call.GuestShare or Call.GuestUnshare when step[loaded] != 0:
                Change(step, (int)step[loaded] - 1, call.IpaPage, held => held.Lent(call.Call == Call.GuestShare));
                break;
            case Call.ReclaimPage:
                for (var place = 0; place < Places; place++)
                {
                    step[place] = new Held(step[place]) is { IsGiven: true } held && held.Page == call.Page ? 0 : step[place];
                }

                break;
            case Call.DestroyVm:
                for (var ipa = 0; ipa < ipas; ipa++)
                {
                    Change(step, call.Vm, ipa, _ => default);
                }

                break;
        }
    }

    private bool IsPrivate(ReadOnlySpan<ulong> own, EngineView view, int vm, int page)
    {
        for (var ipa = 0; ipa < ipas; ipa++)
        {
            if (new Held(own[(vm * ipas) + ipa]) is { IsPrivate: true } held && held.Page == page)
            {
                return true;
            }
        }

        return page < map.Configuration.Pages && !view.HostMaps((ulong)page) && view.Annotation((ulong)page) == vm + FirstGuest;
    }

    // The engine answers a little after the page can be reached; until then it holds one of the locks, so the record is asked.
    private bool IsBeingLent(EngineView view, int vm, int page) =>
        page < map.Configuration.Pages && view.HostState((ulong)page) == LentByHost
        && !(view.IsFree(map.HostLock) && view.IsFree(map.Vm(new VmIndex(vm)).Lock));

    private int? PlaceOf(int vm, ulong ipa) => ipa < (ulong)ipas ? (vm * ipas) + (int)ipa : null;

    private void Change(Observation step, int vm, int ipa, Func<Held, Held> change)
    {
        if (PlaceOf(vm, (ulong)ipa) is { } place)
        {
            step[place] = change(new Held(step[place])).Word;
        }
    }

    // What a VM has at an address: a page that it was given, and may have lent, or one that the host has lent it. Zero for nothing.
    private readonly record struct Held(ulong Word)
    {
        private const ulong GivenBit = 1;
        private const ulong LentBit = 2;
        private const int PageShift = 2;

        public bool IsGiven => (Word & GivenBit) != 0;

        public bool IsPrivate => IsGiven && (Word & LentBit) == 0;

        public int Page => (int)(Word >> PageShift);

        public static Held Given(int page) => new(((ulong)page << PageShift) | GivenBit);

        public static Held Borrowed(int page) => new(((ulong)page << PageShift) | LentBit);

        public Held Lent(bool isLent) => !IsGiven ? this : new(isLent ? Word | LentBit : Word & ~LentBit);

        public bool IsLentWith(int page) => (Word & LentBit) != 0 && Page == page;
    }
}
