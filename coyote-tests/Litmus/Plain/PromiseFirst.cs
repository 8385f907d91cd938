using System.Globalization;
using System.Runtime.InteropServices;
using Interlock.Litmus;
using ThreadState = Interlock.Litmus.ThreadState;

namespace Interlock.CoyoteTests.Litmus.Plain;

/// <summary>
/// Promise-first, thread by thread: all writes are promised before anything runs (Pulte et al., PLDI 2019), each by a vCPU that can keep
/// its promises alone, and then each vCPU runs alone over the order that came of it. Code must run forward.
/// </summary>
internal sealed class PromiseFirst
{
    private readonly LitmusTest test;
    private readonly Interpreter interpreter;
    private readonly ulong[] initial;
    private readonly HashSet<string> seen = [];
    private readonly SortedSet<string> ends = new(StringComparer.Ordinal);
    private readonly SortedSet<string> endsInOrder = new(StringComparer.Ordinal);

    private PromiseFirst(LitmusTest test) =>
        (this.test, interpreter, initial) = (test, new Interpreter(test), [.. test.Locations.Select(location => location.Initial)]);

    /// <summary>All ends, as <see cref="LitmusSearch.Ends"/> has them, and those in which no read sees what depends on it in program order.</summary>
    public static (IReadOnlySet<string> All, IReadOnlySet<string> WithoutLoadBuffering) Ends(LitmusTest test)
    {
        var search = new PromiseFirst(test);
        search.Explore([]);
        return (search.ends, search.endsInOrder);
    }

    private void Explore(IReadOnlyList<(int Vcpu, int Word, ulong Value)> promised)
    {
        if (!seen.Add(string.Join(' ', promised)))
        {
            return;
        }

        var complete = Enumerable.Range(0, test.Threads.Length).Select(vcpu => Complete(promised, vcpu)).ToList();
        if (complete.TrueForAll(runs => runs.Count > 0))
        {
            Combine(promised, complete, 0, string.Empty, []);
        }

        for (var vcpu = 0; vcpu < test.Threads.Length; vcpu++)
        {
            foreach (var (word, value) in Promises(promised, vcpu))
            {
                Explore([.. promised, (vcpu, word, value)]);
            }
        }
    }

    private void Combine(
        IReadOnlyList<(int Vcpu, int Word, ulong Value)> promised,
        List<HashSet<(string Registers, string Causes)>> complete,
        int vcpu,
        string registers,
        Dictionary<int, ulong> causes)
    {
        if (vcpu == complete.Count)
        {
            var words = initial.Select((value, word) => promised.LastOrDefault(write => write.Word == word, (Vcpu: 0, Word: word, Value: value)).Value);
            var end = string.Join(' ', registers.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Concat(words.Select(value => value.ToString(CultureInfo.InvariantCulture))));
            ends.Add(end);
            if (IsAcyclic(causes))
            {
                endsInOrder.Add(end);
            }

            return;
        }

        foreach (var (own, caused) in complete[vcpu])
        {
            var all = new Dictionary<int, ulong>(causes);
            foreach (var pair in caused.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split(':')))
            {
                all[int.Parse(pair[0], CultureInfo.InvariantCulture)] = ulong.Parse(pair[1], CultureInfo.InvariantCulture);
            }

            Combine(promised, complete, vcpu + 1, registers + " " + own, all);
        }
    }

    private static bool IsAcyclic(Dictionary<int, ulong> causes)
    {
        var done = 0UL;
        for (var isChanged = true; isChanged;)
        {
            isChanged = false;
            foreach (var (write, before) in causes)
            {
                if ((done >> write & 1) == 0 && (before & ~done) == 0)
                {
                    (done, isChanged) = (done | (1UL << write), true);
                }
            }
        }

        return causes.Keys.All(write => (done >> write & 1) != 0);
    }

    // Runs that keep every promise and write nothing else.
    private HashSet<(string Registers, string Causes)> Complete(IReadOnlyList<(int Vcpu, int Word, ulong Value)> promised, int vcpu)
    {
        var runs = new HashSet<(string Registers, string Causes)>();
        Run(promised, vcpu, mayAppend: false, (memory, thread) =>
        {
            if (memory.HasKeptAll && test.Code[thread.Next] is Instruction.End)
            {
                runs.Add((string.Join(' ', thread.Registers.Values.Select(held => held.Value)),
                    string.Join(' ', memory.Causes.Select(cause => $"{cause.Key}:{cause.Value}"))));
            }
        });
        return runs;
    }

    // Writes that can be promised next: there is a run that keeps all promises and makes them.
    private HashSet<(int Word, ulong Value)> Promises(IReadOnlyList<(int Vcpu, int Word, ulong Value)> promised, int vcpu)
    {
        var promises = new HashSet<(int Word, ulong Value)>();
        Run(promised, vcpu, mayAppend: true, (memory, _) =>
        {
            if (memory.HasKeptAll && memory.New is { } promise)
            {
                promises.Add(promise);
            }
        });
        return promises;
    }

    private void Run(
        IReadOnlyList<(int Vcpu, int Word, ulong Value)> promised, int vcpu, bool mayAppend, Action<PromisedMemory, ThreadState> reached)
    {
        var known = new HashSet<string>();
        var numbers = new RegisterNumbers();
        var open = new Stack<(PromisedMemory Memory, ThreadState Thread)>();
        open.Push((new PromisedMemory(initial, test.Threads.Length, promised, vcpu, mayAppend), ThreadState.Of(test.Threads[vcpu])));
        while (open.TryPop(out var state))
        {
            var words = new List<ulong>();
            state.Thread.Encode(numbers, words);
            state.Memory.Encode(words);
            if (!known.Add(new string(MemoryMarshal.Cast<ulong, char>(CollectionsMarshal.AsSpan(words)))))
            {
                continue;
            }

            reached(state.Memory, state.Thread);
            if (test.Code[state.Thread.Next] is not Instruction.End)
            {
                foreach (var (after, next) in interpreter.Step(state.Memory, vcpu, state.Thread))
                {
                    open.Push(((PromisedMemory)after, next));
                }
            }
        }
    }
}
