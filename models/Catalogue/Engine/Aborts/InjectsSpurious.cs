using Interlock.Engine.Aborts;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;

namespace Interlock.Catalogue.Engine.Aborts;

/// <summary>A fault of an access that is permitted now is the guest's own (H-03).</summary>
internal sealed class InjectsSpurious(Core core) : GuestAbort(core)
{
    protected override AbortResolution Judge(Slot slot, AccessKind access) =>
        base.Judge(slot, access) is AbortResolution.Retry ? AbortResolution.Injected : base.Judge(slot, access);
}
