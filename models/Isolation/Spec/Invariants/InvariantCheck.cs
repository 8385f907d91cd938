using System.Collections.Concurrent;
using Interlock.Models.Systems;

namespace Interlock.Models.Isolation.Spec.Invariants;

/// <summary>Judges invariants on the numbers of components; what has been judged before costs one look-up.</summary>
internal sealed class InvariantCheck(Ghost ghost, IReadOnlyList<Invariant> invariants)
{
    private readonly ConcurrentDictionary<ulong[], Violation?>.AlternateLookup<ReadOnlySpan<ulong>> known =
        new ConcurrentDictionary<ulong[], Violation?>(new WordsByContent()).GetAlternateLookup<ReadOnlySpan<ulong>>();

    /// <summary>What is broken of the host and the VMs; null if nothing is.</summary>
    /// <param name="numbers">The number of each component, at its index.</param>
    public Violation? OfMemory(ReadOnlySpan<int> numbers)
    {
        Span<ulong> key = stackalloc ulong[numbers.Length];
        for (var index = 0; index < numbers.Length; index++)
        {
            key[index] = (ulong)numbers[index];
        }

        key[0] = 0;
        if (!known.TryGetValue(key, out var violation))
        {
            violation = Memory(numbers);
            known.TryAdd(key, violation);
        }

        return violation;
    }

    /// <summary>What is broken of the VM table and what the CPUs have loaded; null if nothing is.</summary>
    public Violation? OfTable<TWords>(int number, TWords words)
        where TWords : IWords, allows ref struct
    {
        var cpus = ghost.Map.Configuration.Cpus;
        Span<ulong> key = stackalloc ulong[cpus + 1];
        for (var cpu = 0; cpu < cpus; cpu++)
        {
            key[cpu + 1] = words.Read(ghost.Map.Loaded(cpu));
        }

        key[0] = (ulong)number + 1; // not zero, as is the key of the memory
        if (!known.TryGetValue(key, out var violation))
        {
            violation = Table(number, key[1..]);
            known.TryAdd(key, violation);
        }

        return violation;
    }

    private Violation? Memory(ReadOnlySpan<int> numbers)
    {
        var vms = new VmState?[ghost.Map.Configuration.Vms];
        for (var vm = 0; vm < vms.Length; vm++)
        {
            vms[vm] = ghost.Vm(vm, numbers[Component.Vm(vm).Index]);
        }

        // Where there is a flaw, it has been said already.
        return ghost.Host(numbers[Component.Host.Index]) is { } host && vms.All(vm => vm is not null)
            ? First(invariant => invariant.OfMemory(host, vms!))
            : null;
    }

    private Violation? Table(int number, ReadOnlySpan<ulong> words)
    {
        var loaded = new List<LoadedVcpu>();
        foreach (var word in words)
        {
            loaded.Add(LoadedVcpu.Read(word, ghost.Map.Configuration.VcpusPerVm));
        }

        return ghost.Table(number) is { } table ? First(invariant => invariant.OfTable(table, loaded)) : null;
    }

    private Violation? First(Func<Invariant, string?> broken)
    {
        foreach (var invariant in invariants)
        {
            if (broken(invariant) is { } message)
            {
                return new Violation(ViolationKind.Monitor, invariant.Property, message);
            }
        }

        return null;
    }
}
