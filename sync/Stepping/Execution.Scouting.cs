using Interlock.Sync.Stepping.Guards;

namespace Interlock.Sync.Stepping;

// Runs in copies of the code, by which recursion without end is noticed before it ends the process.
public sealed partial class Execution
{
    /// <summary>
    /// Whether code is run in copies that look whether it ends, where that is not plain, before it is run as it is; see <see cref="GuardedCopies"/>.
    /// What it does then is to be forgotten, unless <see cref="HasRunCopies"/> says that there were none.
    /// </summary>
    public bool Scouts { get; set; }

    /// <summary>Whether something was run in a copy since this was last set.</summary>
    public bool HasRunCopies { get; set; }

    /// <summary>Whether a copy has refused the last run, since its recursion does not end.</summary>
    public bool HasFoundRecursion { get; private set; }

    /// <summary>Whether the calling thread runs code under test to see whether its recursion ends.</summary>
    internal static bool IsScouting => running is { Scouts: true };

    internal static void HearOfCopy()
    {
        if (running is { } execution)
        {
            execution.HasRunCopies = true;
        }
    }

    /// <summary>The refusal of a recursion.</summary>
    internal static UnsupportedStateException RefuseRecursion(string method)
    {
        var message = $"{method} calls itself, or is called in a circle, until the stack is full, without coming to a Cpu operation. " +
            "Recursion that does not end, or goes too deep, cannot be explored.";
        if (running is not { } execution)
        {
            return new UnsupportedStateException(message);
        }

        execution.HasFoundRecursion = true;
        return execution.Refuse(message);
    }
}
