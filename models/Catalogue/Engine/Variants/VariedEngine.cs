using Interlock.Engine;
using Interlock.Engine.Aborts;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Vcpus;

namespace Interlock.Catalogue.Engine.Variants;

/// <summary>The engine's calls, some of them replaced.</summary>
internal sealed class VariedEngine(Core core, Variation variation) : IsolationEngine(core)
{
    public override CreateVm CreateVm => variation.CreateVm?.Invoke(Core) ?? base.CreateVm;

    public override DestroyVm DestroyVm => variation.DestroyVm?.Invoke(Core) ?? base.DestroyVm;

    public override ReclaimPage ReclaimPage => variation.ReclaimPage?.Invoke(Core) ?? base.ReclaimPage;

    public override CreateVcpu CreateVcpu => variation.CreateVcpu?.Invoke(Core) ?? base.CreateVcpu;

    public override LoadVcpu LoadVcpu => variation.LoadVcpu?.Invoke(Core) ?? base.LoadVcpu;

    public override PutVcpu PutVcpu => variation.PutVcpu?.Invoke(Core) ?? base.PutVcpu;

    public override RunVcpu RunVcpu => variation.RunVcpu?.Invoke(Core) ?? base.RunVcpu;

    public override HostDonateGuest HostDonateGuest => variation.Donate?.Invoke(Core) ?? base.HostDonateGuest;

    public override HostShareGuest HostShareGuest => variation.Share?.Invoke(Core) ?? base.HostShareGuest;

    public override HostUnshareGuest HostUnshareGuest => variation.Unshare?.Invoke(Core) ?? base.HostUnshareGuest;

    public override ChangePermissions ChangePermissions => variation.Permit?.Invoke(Core) ?? base.ChangePermissions;

    public override GuestShareHost GuestShareHost => variation.GuestShare?.Invoke(Core) ?? base.GuestShareHost;

    public override TablePages TablePages => variation.TablePages?.Invoke(Core) ?? base.TablePages;

    public override SplitBlock SplitBlock => variation.SplitBlock?.Invoke(Core) ?? base.SplitBlock;

    public override MergeTable MergeTable => variation.MergeTable?.Invoke(Core) ?? base.MergeTable;

    public override HostAbort HostAbort => variation.HostAbort?.Invoke(Core) ?? base.HostAbort;

    public override GuestAbort GuestAbort => variation.GuestAbort?.Invoke(Core) ?? base.GuestAbort;
}
