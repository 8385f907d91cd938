using System.Threading;

namespace Interlock.Sync.Stepping;

/// <summary>
/// Where code under test would go on that awaits what the machine does not control: nowhere. Without it, what an <c>async void</c>
/// method throws would be thrown on a thread of the pool, and the process would end.
/// </summary>
internal sealed class ForeignContext : SynchronizationContext
{
    public static ForeignContext Instance { get; } = new();

    /// <summary>An <c>async void</c> method begins.</summary>
    public override void OperationStarted() => throw Execution.RefuseForeign(
        "An async void method is called", "nobody can await it. Let it return Step, and await it");

    public override void Post(SendOrPostCallback d, object? state)
    {
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
    }

    public override SynchronizationContext CreateCopy() => this;
}
