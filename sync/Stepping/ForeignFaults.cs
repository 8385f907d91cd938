using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace Interlock.Sync.Stepping;

/// <summary>Exceptions that are no fault of the code under test, such as a lack of memory or an interrupted wait.</summary>
internal static class ForeignFaults
{
    private const long MuchMemory = 64 << 20;

    // The runtime's own exception has no other message; one that code throws on purpose has another.
    private static readonly string NoMemory = $"Exception of type '{typeof(OutOfMemoryException)}' was thrown.";

    /// <summary>Throws on what is not the code's.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="allocatedBefore">Bytes that the thread had allocated when the code began.</param>
    /// <exception cref="UnsupportedStateException">The code itself has used up the memory.</exception>
    public static void Demand(Exception exception, long allocatedBefore)
    {
        var isMemory = exception is OutOfMemoryException && exception.Message == NoMemory;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        if (isMemory && allocated > MuchMemory)
        {
            throw new UnsupportedStateException(
                $"{StackPlace.Text(new StackTrace(exception, fNeedFileInfo: true)) ?? "Code under test"} has allocated " +
                $"{allocated >> 20:N0} MB without coming to a Cpu operation, and no more memory is left.");
        }

        if (isMemory || exception is ThreadInterruptedException)
        {
            ExceptionDispatchInfo.Throw(exception);
        }
    }
}
