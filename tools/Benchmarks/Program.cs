using BenchmarkDotNet.Running;
using Interlock.Benchmarks;

// "whole" times complete explorations; anything else is handed to BenchmarkDotNet (try --filter '*').
switch (args)
{
    case ["whole", "--record", .. var workers]:
        RowsByCommit.Append(WholeRuns.Measure(workers));
        return 0;
    case ["whole", .. var workers]:
        WholeRuns.Print(WholeRuns.Measure(workers));
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(WholeRuns).Assembly).Run(args);
        return 0;
}
