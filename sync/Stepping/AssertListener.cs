using System.Diagnostics;
using System.Threading;

namespace Interlock.Sync.Stepping;

/// <summary>
/// Turns a failed <c>Debug.Assert</c> or <c>Trace.Assert</c> of code under test into a failed assertion; the framework's own listener
/// would end the process. What fails on other threads is left to the listeners that were there before.
/// </summary>
internal sealed class AssertListener : TraceListener
{
    private static readonly Lock Gate = new();

    private AssertListener()
    {
    }

    /// <summary>Puts it before all others, once.</summary>
    public static void Install()
    {
        lock (Gate)
        {
            if (!Trace.Listeners.OfType<AssertListener>().Any())
            {
                Trace.Listeners.Insert(0, new AssertListener());
            }
        }
    }

    public override void Fail(string? message) => Fail(message, null);

    public override void Fail(string? message, string? detailMessage)
    {
        var text = string.Join(": ", new[] { message, detailMessage }.Where(part => !string.IsNullOrEmpty(part)));
        if (Execution.IsRunning || CodeUnderTest.OfThisThread is not null)
        {
            throw Execution.FailAssertion(new AssertionFailedException(text.Length == 0 ? "Debug.Assert or Trace.Assert" : text, StackPlace.Here()));
        }
    }

    public override void Write(string? message)
    {
    }

    public override void WriteLine(string? message)
    {
    }
}
