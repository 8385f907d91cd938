using System.Diagnostics;
using System.Runtime.CompilerServices;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Programs;

/// <summary>Exceptions that code did not catch, as violations.</summary>
internal static class FaultText
{
    /// <summary>The violation.</summary>
    /// <param name="fault">The exception.</param>
    /// <param name="vcpu">The vCPU whose code threw it.</param>
    /// <param name="actor">The name of the vCPU.</param>
    public static Violation Of(Exception fault, int vcpu, string actor) => fault is AssertionFailedException failed
        ? new Violation(ViolationKind.Assertion, "assertions", $"{actor}: {failed.Message} ({failed.Site})")
        {
            Evidence = new FailedClaim(vcpu, failed.Message),
        }
        : new Violation(
            ViolationKind.RuntimeError,
            "no-run-time-error",
            $"{actor} threw {fault.GetType().Name}: {fault.Message}{WhereThrown(fault)}")
        {
            Evidence = new UncaughtException(vcpu, fault.GetType().Name, fault.Message),
        };

    // Where the step is: whether methods that it calls have frames of their own is for the just-in-time compiler to decide, each time anew.
    private static string WhereThrown(Exception fault)
    {
        var frames = new StackTrace(fault, fNeedFileInfo: true).GetFrames().Where(frame => frame.GetFileName() is not null).ToList();
        var own = frames.Find(frame => typeof(IAsyncStateMachine).IsAssignableFrom(frame.GetMethod()?.DeclaringType))
            ?? frames.FirstOrDefault();
        return own is null ? string.Empty : $" ({new Site(own.GetFileName()!, own.GetFileLineNumber())})";
    }
}
