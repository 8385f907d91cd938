using System.Runtime.InteropServices;
using System.Threading;

namespace Interlock.Explorer.Workers;

/// <summary>
/// Lets many workers through at once, or one alone. Passing costs a store and a fence; whoever wants to be alone
/// waits until everybody is outside (Dekker's flags, with the fences that they need).
/// </summary>
internal sealed class Turnstile(int workers)
{
    private readonly Flag[] inside = new Flag[workers];
    private readonly Lock gate = new();
    private volatile bool closed;

    public delegate void Work<TState>(ref TState state, int argument);

    public void Enter(int worker)
    {
        if (inside.Length == 1)
        {
            return;
        }

        while (true)
        {
            Interlocked.Exchange(ref inside[worker].Raised, 1);
            if (!closed)
            {
                return;
            }

            Volatile.Write(ref inside[worker].Raised, 0);
            for (var wait = default(SpinWait); closed;)
            {
                wait.SpinOnce();
            }
        }
    }

    public void Leave(int worker)
    {
        if (inside.Length > 1)
        {
            Volatile.Write(ref inside[worker].Raised, 0);
        }
    }

    /// <summary>Does work while no worker is inside. The caller must be outside.</summary>
    public void Alone<TState>(ref TState state, int argument, Work<TState> work)
    {
        lock (gate)
        {
            closed = true;
            Interlocked.MemoryBarrier();
            for (var worker = 0; worker < inside.Length; worker++)
            {
                for (var wait = default(SpinWait); Volatile.Read(ref inside[worker].Raised) != 0;)
                {
                    wait.SpinOnce();
                }
            }

            try
            {
                work(ref state, argument);
            }
            finally
            {
                closed = false; // whoever waits here does not see that the search has been stopped
            }
        }
    }

    // A cache line each, so that passing does not disturb the others.
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Flag
    {
        [FieldOffset(64)]
        public int Raised;
    }
}
