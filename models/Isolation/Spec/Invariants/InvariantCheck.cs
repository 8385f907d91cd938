using System.Collections.Concurrent;
using Interlock.Models.Systems;

namespace Interlock.Models.Isolation.Spec.Invariants;

/// <summary>Judges invariants on the numbers of components; what has been judged before costs one look-up.</summary>
internal sealed class InvariantCheck(Ghost ghost, IReadOnlyList<Invariant> invariants)
{
    private readonly ConcurrentDictionary<ulong[], IReadOnlyList<Violation>>.AlternateLookup<ReadOnlySpan<ulong>> known =
        new ConcurrentDictionary<ulong[], IReadOnlyList<Violation>>(new WordsByContent()).GetAlternateLookup<ReadOnlySpan<ulong>>();

    /// <summary>What is broken of the host and the VMs, each with its property, since one may be judged alone.</summary>
    /// <param name="numbers">The number of each component, at its index.</param>
    public IReadOnlyList<Violation> OfMemory(ReadOnlySpan<int> numbers)
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
    public IReadOnlyList<Violation> OfTable<TWords>(int number, TWords words)
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

    private IReadOnlyList<Violation> Memory(ReadOnlySpan<int> numbers)
    {
        var vms = new VmState?[ghost.Map.Configuration.Vms];
        for (var vm = 0; vm < vms.Length; vm++)
        {
            vms[vm] = ghost.Vm(vm, numbers[Component.Vm(vm).Index]);
        }

        // Where there is a flaw, it has been said already.
        return ghost.Host(numbers[Component.Host.Index]) is { } host && vms.All(vm => vm is not null)
            ? All(invariant => invariant.OfMemory(host, vms!))
            : [];
    }

    private IReadOnlyList<Violation> Table(int number, ReadOnlySpan<ulong> words)
    {
        var loaded = new List<LoadedVcpu>();
        foreach (var word in words)
        {
            loaded.Add(LoadedVcpu.Read(word, ghost.Map.Configuration.VcpusPerVm));
        }

        return ghost.Table(number) is { } table ? All(invariant => invariant.OfTable(table, loaded)) : [];
    }

    private IReadOnlyList<Violation> All(Func<Invariant, string?> broken) =>
    [
        .. from invariant in invariants
           let message = broken(invariant)
           where message is not null
           select new Violation(ViolationKind.Monitor, invariant.Property, message),
    ];
}
