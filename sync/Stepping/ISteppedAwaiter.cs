namespace Interlock.Sync.Stepping;

/// <summary>An awaiter that a <see cref="Step"/> may suspend on: a machine operation, or another step.</summary>
internal interface ISteppedAwaiter
{
    /// <summary>The operation that is awaited; null if a step is.</summary>
    Operation? Operation { get; }
}
