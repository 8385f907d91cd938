using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>The root table's page is cleared once more: before it is the engine's (H-14), or once it is.</summary>
/// <param name="core">What the call is made of.</param>
/// <param name="early">Whether before.</param>
internal sealed class CreatesScrubbingTwice(Core core, bool early) : CreateVm(core)
{
    protected override async Step Commit(Cpu cpu, VmIndex vm, PageIndex root, HostPage page)
    {
        if (early)
        {
            await Core.Scrub.Run(cpu, root);
        }

        await base.Commit(cpu, vm, root, page);
        if (!early)
        {
            await Core.Scrub.Run(cpu, root);
        }
    }
}
