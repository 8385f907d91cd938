using System.Diagnostics;
using System.Threading;
using Interlock.Models.Monitors;
using Interlock.Models.Systems;
using Interlock.Sync;
using Interlock.Sync.Native;

namespace Interlock.Models.Programs;

/// <summary>What a run on real threads came to. It proves nothing: it sampled some executions of one machine.</summary>
/// <param name="Violation">What broke; null if nothing was seen to.</param>
/// <param name="Finished">Whether every thread ran to its end, as opposed to being stopped when time was up.</param>
/// <param name="Notes">How many remarks the code made; for endless programs, a measure of work done.</param>
/// <param name="Elapsed">How long it ran.</param>
public sealed record ThreadedReport(Violation? Violation, bool Finished, long Notes, TimeSpan Elapsed);

/// <summary>
/// Runs a program's code on real threads while its monitors watch what it remarks. Accesses are not shown to the
/// monitors here: watching them would order them.
/// </summary>
public sealed class ThreadedRun : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly Program program;
    private readonly NativeMachine machine;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly Expansion watch;
    private readonly ulong[] state;
    private Violation? violation;
    private long notes;

    private ThreadedRun(Program program)
    {
        this.program = program;
        machine = new NativeMachine(
            [.. program.Words.Select(word => word.Wrap(word.Initial))],
            [.. program.Words.Select(word => word.Modulus)],
            program.Vcpus.Count,
            stop.Token);
        state = new ulong[program.Words.Count + program.Monitors.Sum(monitor => monitor.StateWords)];
        watch = new Expansion(
            state.Length, program.Witnesses.Count + program.Monitors.Sum(monitor => monitor.Witnesses.Count), false);
    }

    /// <summary>Runs until every thread has finished, something breaks, or time is up.</summary>
    /// <param name="program">The program.</param>
    /// <param name="longest">When to stop.</param>
    /// <param name="patience">How long nobody may remark anything before that counts as a deadlock.</param>
    public static ThreadedReport Start(Program program, TimeSpan longest, TimeSpan patience)
    {
        ArgumentNullException.ThrowIfNull(program);
        using var run = new ThreadedRun(program);
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
        var (seen, since) = (0L, clock.Elapsed);
        while (!stop.IsCancellationRequested && threads.Any(thread => !thread.Join(Tick)))
        {
            if (Interlocked.Read(ref notes) is var now && now != seen)
            {
                (seen, since) = (now, clock.Elapsed);
            }
            else if (clock.Elapsed - since > patience)
            {
                Find(new Violation(
                    ViolationKind.Deadlock,
                    "deadlock-freedom",
                    $"no thread has remarked anything for {patience.TotalSeconds:0} seconds"));
            }

            if (clock.Elapsed > longest)
            {
                stop.Cancel();
            }
        }

        var finished = !stop.IsCancellationRequested;
        stop.Cancel();
        threads.ForEach(thread => thread.Join());
        return new ThreadedReport(violation ?? (finished ? Unfulfilled() : null), finished, notes, clock.Elapsed);
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

    private void RunVcpu(Func<Cpu, Interlock.Sync.Stepping.Step> code, int vcpu)
    {
        try
        {
            code(new NativeCpu(machine, vcpu, Hear)).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // Time is up, or another thread has found something.
        }
        catch (AssertionFailedException failed)
        {
            Find(new Violation(ViolationKind.Assertion, "assertions", $"vcpu{vcpu}: {failed.Message} ({failed.Site})"));
        }
        catch (Exception fault)
        {
            Find(new Violation(
                ViolationKind.RuntimeError, "no-run-time-error", $"vcpu{vcpu} threw {fault.GetType().Name}: {fault.Message}"));
        }
    }

    // Monitors see notes one at a time. A note is made inside the region that it marks, so if two regions overlap
    // in the order of the notes, they really did.
    private void Hear(int vcpu, Note note)
    {
        lock (gate)
        {
            notes++;
            for (var word = 0; word < program.Words.Count; word++)
            {
                state[word] = machine.Peek(new Address(word));
            }

            watch.Reset(state);
            watch.Begin(vcpu, 0);
            var (stateBase, witnessBase) = (program.Words.Count, program.Witnesses.Count);
            foreach (var monitor in program.Monitors)
            {
                if (monitor is { Watched.Count: 0, WatchesGuests: false, WatchesMaintenance: false })
                {
                    monitor.OnNote(new Observation(watch, monitor, stateBase, witnessBase, program.Words.Count, 0), vcpu, note);
                }

                stateBase += monitor.StateWords;
                witnessBase += monitor.Witnesses.Count;
            }

            watch.End();
            watch.State(0).CopyTo(state);
            if (watch[0].Violation is { } broken)
            {
                Find(broken);
            }
        }
    }

    private void Find(Violation found)
    {
        Interlocked.CompareExchange(ref violation, found, null);
        stop.Cancel();
    }
}
