namespace Interlock.Semantics.Memories.Timelines;

internal sealed partial class Timeline
{
    /// <summary>After a DSB of a vCPU: what it has waited for is complete when the vCPU sends an event.</summary>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="onlyStores">Whether the DSB waits for stores only.</param>
    public Timeline Complete(int vcpu, bool onlyStores)
    {
        var after = (Timeline)Fence(vcpu, onlyStores ? FenceKind.SynchronizationOfStores : FenceKind.Synchronization).Single();
        var views = after.Vcpus[vcpu];
        views.Completed = Math.Max(views.Completed, onlyStores ? views.Writes : views.Current);
        return after;
    }

    /// <summary>After a vCPU has sent an event to all: it carries what the vCPU has completed, and no barrier but DSB orders it.</summary>
    public Timeline SendEvent(int vcpu)
    {
        var after = Copy();
        foreach (var views in after.Vcpus)
        {
            views.Event = Math.Max(views.Event, Vcpus[vcpu].Completed);
        }

        return after;
    }

    /// <summary>After a vCPU has consumed the events that its event register held.</summary>
    public Timeline ConsumeEvent(int vcpu)
    {
        var after = Copy();
        after.Vcpus[vcpu].Raise(after.Vcpus[vcpu].Event);
        after.Vcpus[vcpu].Event = 0;
        return after;
    }
}
