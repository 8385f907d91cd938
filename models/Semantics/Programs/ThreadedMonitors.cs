using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Native;

namespace Interlock.Semantics.Programs;

/// <summary>
/// A program's monitors on real threads. They receive events one at a time, those of a vCPU in program order. An event is
/// made inside the region that it marks, so regions that overlap in the order of events did overlap. Monitors that watch
/// accesses receive nothing, because watching accesses would order them.
/// </summary>
internal sealed class ThreadedMonitors
{
    private readonly PropertyMonitor[] listening;
    private readonly Func<Address, ulong> memory;
    private readonly System.Threading.Lock gate = new();
    private readonly Expansion watch;
    private readonly ulong[] state;

    public ThreadedMonitors(ConcurrentProgram program, NativeMachine machine)
    {
        memory = machine.Peek;
        listening =
            [.. program.Monitors.Where(monitor => monitor is { Watched.Count: 0, WatchesGuests: false, WatchesMaintenance: false })];
        state = new ulong[listening.Sum(monitor => monitor.StateWords)];
        watch = new Expansion(state.Length, listening.Sum(monitor => monitor.Witnesses.Count), false);
    }

    /// <summary>Passes an event to the monitors, on the thread that makes it; returns their violation, or null.</summary>
    public Violation? Hear(int vcpu, Note note)
    {
        if (listening.Length == 0)
        {
            return null; // no monitor to take turns for
        }

        lock (gate)
        {
            watch.Reset(state);
            watch.Begin(vcpu, 0);
            var (stateBase, witnessBase) = (0, 0);
            foreach (var monitor in listening)
            {
                monitor.OnNote(new Observation(watch, monitor, stateBase, witnessBase, 0, 0, memory), vcpu, note);
                stateBase += monitor.StateWords;
                witnessBase += monitor.Witnesses.Count;
            }

            watch.End();
            watch.State(0).CopyTo(state);
            return watch[0].Violation;
        }
    }
}
