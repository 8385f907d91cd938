using Interlock.Engine.Aborts;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;

namespace Interlock.Catalogue.Engine.Aborts;

/// <summary>Harmless: what is another's is told first.</summary>
internal sealed class LooksAtOwnerFirst(Core core) : HostAbort(core)
{
    protected override AbortResolution Judge(HostPage page) =>
        !page.IsMapped && !page.IsOwned ? AbortResolution.Injected
        : page.IsMapped ? AbortResolution.Retry
        : AbortResolution.Mapped;
}
