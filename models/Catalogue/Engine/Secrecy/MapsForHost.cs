using Interlock.Engine.Aborts;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;

namespace Interlock.Catalogue.Engine.Secrecy;

/// <summary>The host touches a page, and has it whoever owns it, but for the engine (P-12).</summary>
internal sealed class MapsForHost(Core core) : HostAbort(core)
{
    protected override AbortResolution Judge(HostPage page) =>
        page.IsMapped ? AbortResolution.Retry
        : page.IsOf(OwnerId.Engine) ? AbortResolution.Injected
        : AbortResolution.Mapped;
}
