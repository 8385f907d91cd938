using System.Threading;

namespace Interlock.Sync.Stepping.Guards;

/// <summary>Ends loops of guarded copies on threads that are given up.</summary>
internal static class LoopGuard
{
    /// <summary>How many threads are to end. Copies look at it in every turn of a loop, and ask further only if there are any.</summary>
    public static int Wanted;

    /// <summary>Called by guarded copies.</summary>
    /// <param name="place">The method, for a reader.</param>
    /// <exception cref="ThreadInterruptedException">The calling thread is to end.</exception>
    public static void Turn(string place) => CodeUnderTest.OfThisThread?.EndIfGivenUp(place);
}
