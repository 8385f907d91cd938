namespace Interlock.Explorer.Search;

/// <summary>What runs on one thread of a search.</summary>
internal interface IWorker
{
    /// <summary>How many states it has expanded; anybody may ask while it runs.</summary>
    long Expanded { get; }

    /// <summary>Whether it waits for other workers, or for a larger table, rather than running code.</summary>
    bool IsWaiting { get; }

    /// <summary>Works until there is nothing left to do, or the run is stopped.</summary>
    void Run();
}
