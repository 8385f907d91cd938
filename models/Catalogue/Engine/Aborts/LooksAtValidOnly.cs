using Interlock.Engine.Aborts;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;

namespace Interlock.Catalogue.Engine.Aborts;

/// <summary>An invalid entry is taken for an empty one, whatever owner it names .</summary>
internal sealed class LooksAtValidOnly(Core core) : HostAbort(core)
{
    protected override AbortResolution Judge(HostPage page) =>
        page.IsMapped ? AbortResolution.Retry : AbortResolution.Mapped;
}
