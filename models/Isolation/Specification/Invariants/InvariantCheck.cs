using System.Collections.Concurrent;
using Interlock.Isolation.Ghosts;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Specifications.Invariants;

/// <summary>Judges invariants on the numbers of components; what has been judged before costs one look-up.</summary>
[Stateless("Remembered answers, which follow from what was asked.")]
internal sealed class InvariantCheck(Ghost ghost, IReadOnlyList<Invariant> invariants)
{
    private readonly ConcurrentDictionary<ulong[], Result>.AlternateLookup<ReadOnlySpan<ulong>> known =
        new ConcurrentDictionary<ulong[], Result>(new WordsByContent()).GetAlternateLookup<ReadOnlySpan<ulong>>();

    /// <summary>What is broken of the host and the VMs, each with its property, since one may be judged alone.</summary>
    /// <param name="numbers">The number of each component, at its index.</param>
    public Result OfMemory(ReadOnlySpan<int> numbers)
    {
        Span<ulong> key = stackalloc ulong[numbers.Length];
        for (var index = 0; index < numbers.Length; index++)
        {
            key[index] = (ulong)numbers[index];
        }

        key[0] = 0;
        if (!known.TryGetValue(key, out var violations))
        {
            violations = Memory(numbers);
            known.TryAdd(key, violations);
        }

        return violations;
    }

    /// <summary>What is broken of the VM table and what the CPUs have loaded, each with its property.</summary>
    public Result OfTable<TWords>(int number, TWords words)
        where TWords : IWords, allows ref struct
    {
        var cpus = ghost.Map.Configuration.Cpus;
        Span<ulong> key = stackalloc ulong[cpus + 1];
        for (var cpu = 0; cpu < cpus; cpu++)
        {
            key[cpu + 1] = words.Read(ghost.Map.Loaded(cpu));
        }

        key[0] = (ulong)number + 1; // not zero, as is the key of the memory
        if (!known.TryGetValue(key, out var violations))
        {
            violations = Table(number, key[1..]);
            known.TryAdd(key, violations);
        }

        return violations;
    }

    private Result Memory(ReadOnlySpan<int> numbers)
    {
        var vms = new VmState?[ghost.Map.Configuration.Vms];
        for (var vm = 0; vm < vms.Length; vm++)
        {
            vms[vm] = ghost.Vm(vm, numbers[Component.Vm(vm).Index]);
        }

        // Where there is a flaw, it has been said already.
        return ghost.Host(numbers[Component.Host.Index]) is { } host && vms.All(vm => vm is not null)
            ? All(invariant => invariant.OfMemory(host, vms!), invariant => invariant.IsTriedBy(host, vms!))
            : new Result([], 0);
    }

    private Result Table(int number, ReadOnlySpan<ulong> words)
    {
        var loaded = new List<LoadedVcpu>();
        foreach (var word in words)
        {
            loaded.Add(LoadedVcpu.Read(word, ghost.Map.Configuration.VcpusPerVm));
        }

        return ghost.Table(number) is { } table
            ? All(invariant => invariant.OfTable(table, loaded), invariant => invariant.IsTriedBy(table))
            : new Result([], 0);
    }

    private Result All(Func<Invariant, Flaw?> broken, Func<Invariant, bool> isTried)
    {
        var (violations, tried) = (new List<Violation>(), 0UL);
        for (var index = 0; index < invariants.Count; index++)
        {
            tried |= isTried(invariants[index]) ? 1UL << index : 0;
            if (broken(invariants[index]) is { } finding)
            {
                violations.Add(new Violation(ViolationKind.Monitor, invariants[index].Property, finding.Message)
                {
                    Evidence = finding.Evidence,
                });
            }
        }

        return new Result(violations, tried);
    }

    /// <summary>What is said of components at rest.</summary>
    /// <param name="Violations">What is broken.</param>
    /// <param name="Tried">Which of the invariants were put to the test, a bit each.</param>
    internal sealed record Result(IReadOnlyList<Violation> Violations, ulong Tried);
}
