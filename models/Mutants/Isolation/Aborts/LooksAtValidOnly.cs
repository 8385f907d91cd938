using Interlock.Engine;
using Interlock.Engine.Aborts;
using Interlock.Engine.Ownership;

namespace Interlock.Models.Mutants.Isolation.Aborts;

/// <summary>An invalid entry is taken for an empty one, whatever owner it names .</summary>
internal sealed class LooksAtValidOnly(Core core) : HostAbort(core)
{
    protected override AbortResolution Judge(HostPage page) =>
        page.IsMapped ? AbortResolution.Retry : AbortResolution.Mapped;
}
