namespace Interlock.Sync.Stepping;

/// <summary>An awaiter that a <see cref="Step"/> may suspend on: a machine operation, or another step.</summary>
internal interface ISteppedAwaiter
{
    /// <summary>The operation that is awaited; null if a step is.</summary>
    Operation? Operation { get; }

    /// <summary>How many frames of its run had suspended with the awaited step; see <see cref="Execution.Depth"/>.</summary>
    int Depth { get; }
}
