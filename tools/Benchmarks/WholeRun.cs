using Interlock.Explorer.Verdicts;

namespace Interlock.Benchmarks;

/// <summary>One complete exploration that was measured.</summary>
/// <param name="Workload">The workload, as other tools call it.</param>
/// <param name="Sizes">The sizes that differ from the scenario's defaults.</param>
/// <param name="Workers">The number of threads that expanded states.</param>
/// <param name="Report">The result.</param>
/// <param name="Allocated">Bytes that the process allocated meanwhile.</param>
internal sealed record WholeRun(string Workload, string Sizes, int Workers, Report Report, long Allocated);
