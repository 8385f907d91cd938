using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Native;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Programs;

/// <summary>The result of a run on real threads. It proves nothing, as it samples some executions on one machine.</summary>
/// <param name="Violation">The violation, or null.</param>
/// <param name="Finished">Whether every thread ran to its end, instead of being stopped by the time limit.</param>
/// <param name="Notes">The number of events; for endless programs, a measure of work done.</param>
/// <param name="Operations">The number of operations that each vCPU began, which reveals starvation.</param>
/// <param name="Elapsed">The duration of the run.</param>
/// <param name="Remarks">The number of occurrences of each event.</param>
public sealed record ThreadedReport(
    Violation? Violation,
    bool Finished,
    long Notes,
    IReadOnlyList<long> Operations,
    TimeSpan Elapsed,
    IReadOnlyDictionary<string, long> Remarks);

/// <summary>
/// Runs a program's code on real threads while its monitors receive the events, until every thread has finished, a
/// property is violated, or the time limit is reached. Its memory use does not grow with time.
/// </summary>
public sealed class ThreadedRun : IDisposable
{
    private const int Apart = 16; // words between two vCPUs' counts: a cache line each, and the one fetched with it
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentProgram program;
    private readonly NativeMachine machine;
    private readonly NativeCpu[] cpus;
    private readonly CancellationTokenSource stop;
    private readonly ThreadedMonitors monitors;
    private readonly long[] notes;
    private readonly Dictionary<string, long>[] remarks; // a vCPU's own
    private Violation? violation;

    private ThreadedRun(ConcurrentProgram program, ulong seed, CancellationToken interrupted)
    {
        this.program = program;
        stop = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        machine = new NativeMachine(
            [.. program.Words.Select(word => word.Wrap(word.Initial))],
            [.. program.Words.Select(word => word.Modulus)],
            program.Vcpus.Count,
            program.ThreadTranslation is { } translation ? machine => translation(machine, seed) : null,
            stop.Token);
        foreach (var check in program.StoreChecks)
        {
            machine.Observe(check.Addresses, store => Check(check, store));
        }

        monitors = new ThreadedMonitors(program, machine);
        remarks = [.. program.Vcpus.Select(_ => new Dictionary<string, long>())];
        notes = new long[Apart * (program.Vcpus.Count + 1)];
        cpus = [.. program.Vcpus.Select((_, vcpu) => new NativeCpu(machine, vcpu, Hear, seed))];
    }

    /// <summary>Runs until every thread has finished, a property is violated, the time is over, or the run is interrupted.</summary>
    /// <param name="program">The program.</param>
    /// <param name="longest">The time limit.</param>
    /// <param name="patience">
    /// The time without an event that counts as a deadlock; for a program that has made no event yet, the time in which no
    /// vCPU begins an operation.
    /// </param>
    /// <param name="seed">The seed of the choices of environment and hardware.</param>
    /// <param name="interrupted">Stops the run early.</param>
    public static ThreadedReport Start(
        ConcurrentProgram program, TimeSpan longest, TimeSpan patience, ulong seed = 1, CancellationToken interrupted = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        using var run = new ThreadedRun(program, seed, interrupted);
        return run.Run(longest, patience);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        machine.Dispose();
        stop.Dispose();
    }

    private ThreadedReport Run(TimeSpan longest, TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        var threads = program.Vcpus.Select((code, vcpu) => new Thread(() => RunVcpu(code, vcpu)) { IsBackground = true })
            .ToList();
        threads.ForEach(thread => thread.Start());
        var (seen, since) = ((Notes: 0L, Operations: 0L), clock.Elapsed);
        while (!stop.IsCancellationRequested && threads.Any(thread => !thread.Join(Tick)))
        {
            var now = (Notes: Notes(), Operations: Operations());
            if (now.Notes != seen.Notes || (now.Notes == 0 && now.Operations != seen.Operations))
            {
                (seen, since) = (now, clock.Elapsed);
            }
            else if (clock.Elapsed - since > patience)
            {
                var what = now.Notes == 0 ? "begun an operation" : "remarked anything";
                Find(new Violation(
                    ViolationKind.Deadlock,
                    "deadlock-freedom",
                    $"no thread has {what} for {patience.TotalSeconds:0} seconds"));
            }

            if (clock.Elapsed > longest)
            {
                stop.Cancel();
            }
        }

        var finished = !stop.IsCancellationRequested;
        stop.Cancel();
        threads.ForEach(thread => thread.Join());
        return new ThreadedReport(
            violation ?? (finished ? Unfulfilled() : null),
            finished,
            Notes(),
            [.. cpus.Select(cpu => cpu.Operations)],
            clock.Elapsed,
            remarks.SelectMany(own => own).GroupBy(remark => remark.Key)
                .ToDictionary(same => same.Key, same => same.Sum(own => own.Value)));
    }

    private Violation? Unfulfilled()
    {
        var memory = new Memory([.. program.Words.Select((_, word) => machine.Peek(new Address(word)))]);
        foreach (var predicate in program.Finals)
        {
            if (!predicate.Holds(memory))
            {
                return new Violation(
                    ViolationKind.Invariant, predicate.Name, $"{predicate.Name} does not hold after all threads have finished");
            }
        }

        return null;
    }

    private void RunVcpu(Func<Cpu, Step> code, int vcpu)
    {
        try
        {
            code(cpus[vcpu]).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Time is up, or another thread has found something.
        }
        catch (Exception fault)
        {
            Find(FaultText.Of(fault, vcpu, $"vcpu{vcpu}"));
        }
    }

    // What a check finds is recorded before the code under test can catch it.
    private void Check(StoreCheck check, NativeStore store)
    {
        try
        {
            check.Check(machine, store);
        }
        catch (Exception broken)
        {
            Find(new Violation(
                ViolationKind.Invariant,
                check.Property,
                $"before vcpu{store.Vcpu} stores {Word.Text(store.Value)} to {program.Words[store.Address.Index].Name}: {broken.Message}"));
            throw;
        }
    }

    private void Hear(int vcpu, Note note)
    {
        ref var count = ref notes[Apart * (vcpu + 1)];
        Volatile.Write(ref count, count + 1); // no other thread writes it
        CollectionsMarshal.GetValueRefOrAddDefault(remarks[vcpu], note.Name, out _)++;
        if (monitors.Hear(vcpu, note) is { } broken)
        {
            Find(broken);
        }
    }

    private long Notes() =>
        Enumerable.Range(0, cpus.Length).Sum(vcpu => Volatile.Read(ref notes[Apart * (vcpu + 1)]));

    private long Operations() => cpus.Sum(cpu => cpu.Operations);

    private void Find(Violation found)
    {
        Interlocked.CompareExchange(ref violation, found, null);
        stop.Cancel();
    }
}
