using System.Collections.Concurrent;
using System.Globalization;
using System.Threading;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Interlock.Sync.Stepping.Guards;

namespace Interlock.Semantics.Programs;

/// <summary>The distinct continuations that a program has reached, numbered, compared by content and never by hash alone.</summary>
/// <param name="program">The program.</param>
/// <param name="remark">The meaning of an event in the program.</param>
/// <param name="refuse">Throws if the program does not support an operation.</param>
internal sealed class LocalStates(ConcurrentProgram program, Func<Note, Remark> remark, Action<Operation> refuse)
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<Site, bool> asserted = new();
    private readonly Dictionary<ulong[], LocalState> byContent = new(new ContentComparer());
    private readonly Func<Cpu, Step>[] vcpus = [.. program.Vcpus];
    private readonly Func<Cpu, Step>[] scouts = [.. program.Vcpus.Select(code => GuardedDelegate.OfCode(code)!)];
    private readonly ModelCpu[] cpus = [.. program.Vcpus.Select((_, vcpu) => new ModelCpu(vcpu, program.Dropped, program.Weakened))];
    private readonly Identities identities = new();
    private volatile LocalState[] byId = new LocalState[64];
    private uint count;
    private int named;

    [ThreadStatic]
    private static Execution? execution;

    public LocalState this[ulong id] => byId[id];

    /// <summary>The operations that are pending in continuations so far.</summary>
    public IReadOnlyCollection<Operation> Operations
    {
        get
        {
            lock (gate)
            {
                return [.. byContent.Values.Select(state => state.Continuation.Pending).OfType<Operation>()];
            }
        }
    }

    /// <summary>The number of assertions, by place in the source, that code has reached so far.</summary>
    public int Asserted => asserted.Count;

    /// <summary>Runs a vCPU's code up to its first operation.</summary>
    public LocalStep Begin(int vcpu)
    {
        lock (gate)
        {
            // What code was given exists before any execution of it. All of it is named before anything is run.
            for (; named < cpus.Length; named++)
            {
                identities.Add(cpus[named], $"vcpu {named}");
                identities.AddCode(vcpus[named], $"code {named}");
            }
        }

        return Take(Twice(null, () => Invariantly(() => Worker.Begin(() => CodeOf(vcpu)(cpus[vcpu])))));
    }

    /// <summary>Runs code that is no vCPU's own up to its first operation: under Coyote a vCPU's code is on a stack of its own.</summary>
    internal LocalStep Begin(Func<Cpu, Step> code, ModelCpu cpu) =>
        Take(Twice(null, () => Invariantly(() => Worker.Begin(() => code(cpu)))));

    /// <summary>Runs code from its operation's result to the next operation, and remembers the effect.</summary>
    public LocalStep Resume(LocalState from, ulong result)
    {
        var step = Take(Twice(from.Continuation, () => Invariantly(() => Worker.Resume(from.Continuation, result))), (from, result));
        from.Remember(result, step);
        return step;
    }

    /// <summary>
    /// Ends the sleep of code, and remembers the immediate effect: all of it up to the next operation, or none if it has an outside effect.
    /// </summary>
    public LocalStep Wake(LocalState from)
    {
        var step = from.After(0) ?? Resume(from, 0);
        if (step.IsRemarkable)
        {
            step = Woken(from);
        }

        from.WhenWoken = step;
        return step;
    }

    /// <summary>Code whose sleep has ended and that has not run since.</summary>
    public LocalStep Woken(LocalState from)
    {
        var woken = from.Continuation.Woken();
        return new LocalStep(Intern(woken, identities.Content(woken), (from, 0)), [], null);
    }

    /// <summary>Recomputes the effect of code from its operation's result, without using or changing the remembered effects.</summary>
    public LocalStep Afresh(LocalState from, ulong result) =>
        Take(Twice(from.Continuation, () => Invariantly(() => Worker.Resume(from.Continuation, result))), (from, result));

    /// <summary>All continuations so far, in the order in which they were reached.</summary>
    public IReadOnlyList<LocalState> InOrder()
    {
        lock (gate)
        {
            return byId[..(int)count];
        }
    }

    /// <summary>The number of a continuation, which code need not have reached.</summary>
    public ulong NumberOf(Continuation continuation) => Intern(continuation, identities.Content(continuation), origin: null).Id;

    /// <summary>Recomputes the effect of code from its operation's result, and compares it with the remembered effect.</summary>
    /// <exception cref="NondeterminismException">The effects differ.</exception>
    public void Confirm(LocalState from, ulong result, LocalStep remembered)
    {
        var again = Take(Invariantly(() => Worker.Resume(from.Continuation, result)), (from, result));
        if (!IsSame(remembered, again))
        {
            throw Differs(from.Continuation.Pending);
        }
    }

    private static Execution Worker => execution ??= new Execution();

    // Numbers are printed and read in the same way everywhere: code may do that, and the machine's culture is no part of its state.
    private static Advance Invariantly(Func<Advance> run)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return run();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    // What code does from a given result is remembered for the whole search, so it is run twice before it is believed. What
    // the first run has left with the framework, such as the text of a number, the second finds there; workers that run at
    // the same time may leave two.
    private (Advance Last, ulong[] Content) Twice(Continuation? from, Func<Advance> run)
    {
        var (first, last) = (Scout(run) ?? run(), run());
        var content = identities.Agree(from, first.Next, last.Next, out var isDoubtful);
        if (isDoubtful)
        {
            var second = last;
            last = run();
            content = identities.Agree(from, second.Next, last.Next, out _);
        }

        if (content is null || !first.Notes.SequenceEqual(last.Notes) || first.Fault?.Message != last.Fault?.Message)
        {
            throw Differs(first.Next.Pending);
        }

        return (last, content);
    }

    // For the first time, so that recursion without end is noticed before it ends the process. What copies of code did is not believed:
    // they hand on other delegates, for one.
    private static Advance? Scout(Func<Advance> run)
    {
        var worker = Worker;
        (worker.Scouts, worker.HasRunCopies) = (true, false);
        try
        {
            var first = run();
            return worker.HasRunCopies ? null : first;
        }
        catch (Exception exception) when (worker.HasRunCopies && !worker.HasFoundRecursion && exception is not ThreadInterruptedException)
        {
            return null;
        }
        finally
        {
            worker.Scouts = false;
        }
    }

    private Func<Cpu, Step> CodeOf(int vcpu)
    {
        if (!Worker.Scouts || scouts[vcpu] == vcpus[vcpu])
        {
            return vcpus[vcpu];
        }

        Worker.HasRunCopies = true;
        return scouts[vcpu];
    }

    private LocalStep Take(Advance advance, (LocalState From, ulong Result) origin) =>
        Take((advance, identities.Content(advance.Next)), origin);

    private LocalStep Take((Advance Advance, ulong[] Content) run, (LocalState From, ulong Result)? origin = null)
    {
        foreach (var site in Worker.Claimed)
        {
            asserted.TryAdd(site, true);
        }

        return new(Intern(run.Advance.Next, run.Content, origin), [.. run.Advance.Notes.Select(remark)], run.Advance.Fault);
    }

    private LocalState Intern(Continuation continuation, ulong[] content, (LocalState From, ulong Result)? origin)
    {
        lock (gate)
        {
            if (!byContent.TryGetValue(content, out var state))
            {
                if (continuation.Pending is { } pending)
                {
                    refuse(pending);
                }

                if (count == byId.Length)
                {
                    var larger = new LocalState[2 * count];
                    byId.CopyTo(larger, 0);
                    byId = larger;
                }

                state = new LocalState(count, continuation) { Hash = ContentComparer.HashOf(content), Origin = origin };
                byId[count++] = state;
                byContent.Add(content, state);
            }

            return state;
        }
    }

    private static bool IsSame(LocalStep one, LocalStep other) =>
        one.Next == other.Next && one.Remarks.SequenceEqual(other.Remarks) && one.Fault?.Message == other.Fault?.Message;

    private static NondeterminismException Differs(Operation? pending) => new(
        $"the code around {pending?.Site.ToString() ?? "its end"} did something else when it was run again from the " +
        "same locals and the same result. Between two awaits, code may depend on nothing else: no clock, no random " +
        "numbers, no static or captured variables that change.");

    private sealed class ContentComparer : IEqualityComparer<ulong[]>
    {
        private static readonly ulong Seed = new SplitMix(7).Next();

        public bool Equals(ulong[]? x, ulong[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(ulong[] words) => (int)HashOf(words);

        public static ulong HashOf(ulong[] words)
        {
            var hash = Seed + (ulong)words.Length;
            foreach (var word in words)
            {
                hash = (hash ^ word) * 0x9E3779B97F4A7C15UL;
                hash ^= hash >> 29;
            }

            return hash ^ (hash >> 32);
        }
    }
}
