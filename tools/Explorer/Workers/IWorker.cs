namespace Interlock.Explorer.Workers;

/// <summary>What runs on one thread of a search.</summary>
internal interface IWorker
{
    /// <summary>Works until there is nothing left to do, or the run is stopped.</summary>
    void Run();
}
