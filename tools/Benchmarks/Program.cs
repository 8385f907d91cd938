using BenchmarkDotNet.Running;
using Interlock.Benchmarks;

// "whole" times complete explorations; anything else is handed to BenchmarkDotNet (try --filter '*').
if (args is ["whole", ..])
{
    WholeRuns.Print(args[1..]);
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(WholeRuns).Assembly).Run(args);
return 0;
