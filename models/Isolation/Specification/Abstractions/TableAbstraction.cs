using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Isolation.Structures;
using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Specifications.Abstractions;

/// <summary>Reads the VM table's component.</summary>
public sealed class TableAbstraction(MemoryMap map) : IAbstraction<TableState>
{
    private const int Fixed = 4;

    /// <inheritdoc/>
    public int Capacity => (map.Configuration.Vms * (Fixed + map.Configuration.VcpusPerVm)) + 3;

    /// <inheritdoc/>
    public int Gather<TWords>(TWords words, Span<ulong> into)
        where TWords : IWords, allows ref struct
    {
        var count = 0;
        for (var vm = 0; vm < map.Configuration.Vms; vm++)
        {
            var place = map.Vm(new VmIndex(vm));
            into[count++] = words.Read(place.Status);
            into[count++] = words.Read(place.Root);
            into[count++] = words.Read(place.Vmid);
            into[count++] = words.Read(place.References);
            for (var vcpu = 0; vcpu < map.Configuration.VcpusPerVm; vcpu++)
            {
                into[count++] = words.Read(place.Vcpu(vcpu));
            }
        }

        into[count++] = words.Read(map.VmidsTaken);
        into[count++] = words.Read(map.VmidGeneration);
        into[count++] = words.Read(map.RolloverRequest);
        return count;
    }

    /// <inheritdoc/>
    public Reading<TableState> Read<TWords>(TWords words)
        where TWords : IWords, allows ref struct
    {
        var rows = new List<TableRow>();
        for (var vm = 0; vm < map.Configuration.Vms; vm++)
        {
            var place = map.Vm(new VmIndex(vm));
            var vcpus = new List<int>();
            for (var vcpu = 0; vcpu < map.Configuration.VcpusPerVm; vcpu++)
            {
                vcpus.Add((int)words.Read(place.Vcpu(vcpu)));
            }

            if (words.Read(place.Status) > (ulong)VmStatus.Dying
                || vcpus.Any(vcpu => vcpu >= TableRow.Loaded + map.Configuration.Cpus))
            {
                return new(null, Misread.Of(
                    $"vm {vm} has status {words.Read(place.Status)} and vcpus [{string.Join(", ", vcpus)}]: no engine writes that",
                    Concern.Vm(vm)));
            }

            rows.Add(new TableRow(
                (VmStatus)words.Read(place.Status),
                (int)words.Read(place.Root),
                VmAbstraction.Given(words.Read(place.Vmid)),
                (int)words.Read(place.References),
                Rows.Of(vcpus)));
        }

        return new(
            new TableState(
                Rows.Of(rows),
                words.Read(map.VmidsTaken),
                (int)words.Read(map.VmidGeneration),
                words.Read(map.RolloverRequest) != 0),
            null);
    }
}
