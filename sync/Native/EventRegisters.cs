using System.Threading;

namespace Interlock.Sync.Native;

/// <summary>The event registers of all vCPUs, for WFE and SEV.</summary>
internal sealed class EventRegisters(int vcpus)
{
    private readonly object gate = new(); // a monitor, for its condition variable
    private readonly bool[] set = new bool[vcpus];

    public void WaitFor(int vcpu, CancellationToken stop)
    {
        lock (gate)
        {
            while (!set[vcpu] && !stop.IsCancellationRequested)
            {
                Monitor.Wait(gate);
            }

            set[vcpu] = false;
        }
    }

    public void SendToAll()
    {
        lock (gate)
        {
            Array.Fill(set, true);
            Monitor.PulseAll(gate);
        }
    }
}
