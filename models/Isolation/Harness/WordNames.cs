using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Harness;

/// <summary>What a reader calls the words of an engine's memory, and where they wrap.</summary>
[Stateless("Tables that are filled while it is made, and only read from then on.")]
internal sealed class WordNames
{
    private readonly Dictionary<Address, string> names = [];
    private readonly Dictionary<Address, ulong> moduli = [];
    private readonly MemoryMap map;

    public WordNames(MemoryMap map)
    {
        this.map = map;
        var configuration = map.Configuration;
        for (var word = 0; word < map.AllPages * configuration.Entries; word++)
        {
            var (page, index) = Math.DivRem(word, configuration.Entries);
            names[new Address(word)] = page < configuration.Pages ? $"page{page}[{index}]" : $"host-table{page}[{index}]";
        }

        for (var page = 0; page < configuration.Pages; page++)
        {
            names[map.HostEntry(new PageIndex((ulong)page))] = $"host[{page}]";
            names[map.Shares(new PageIndex((ulong)page))] = $"shares[{page}]";
        }

        Ticket(map.HostLock, "host-lock");
        names[map.VmTableMutex] = "vm-table-mutex";
        names[map.Barrier] = "barrier.count";
        names[Next(map.Barrier)] = "barrier.generation";
        moduli[Next(map.Barrier)] = 2;
        names[map.RolloverRequest] = "rollover-request";
        names[map.VmidGeneration] = "vmid-generation";
        names[map.VmidsTaken] = "vmids-taken";
        for (var vm = 0; vm < configuration.Vms; vm++)
        {
            Name(map.Vm(new VmIndex(vm)), $"vm{vm}");
            for (var context = 0; context < configuration.VcpusPerVm * configuration.Registers; context++)
            {
                var (vcpu, register) = Math.DivRem(context, configuration.Registers);
                names[map.Context(new VmIndex(vm), vcpu, register)] = $"vm{vm}.vcpu{vcpu}.x{register}";
            }
        }

        for (var cpu = 0; cpu < configuration.Cpus; cpu++)
        {
            names[map.Loaded(cpu)] = $"cpu{cpu}.loaded";
            for (var register = 0; register < configuration.Registers; register++)
            {
                names[map.Register(cpu, register)] = $"cpu{cpu}.x{register}";
            }
        }
    }

    /// <summary>A word's name.</summary>
    public string this[Address word] => names.TryGetValue(word, out var name) ? name : $"unused{word.Index}";

    /// <summary>
    /// Where a word wraps; zero if it does not. There is one ticket more than CPUs, so that a lock of which all tickets are drawn does not
    /// look free.
    /// </summary>
    public ulong ModulusOf(Address word) => moduli.GetValueOrDefault(word);

    private static Address Next(Address word) => new(word.Index + 1);

    private void Name(VmWords vm, string name)
    {
        Ticket(vm.Lock, $"{name}.lock");
        names[vm.Status] = $"{name}.status";
        names[vm.Root] = $"{name}.root";
        names[vm.Vmid] = $"{name}.vmid";
        names[vm.References] = $"{name}.references";
        names[vm.OwnedPages] = $"{name}.owned-pages";
        names[vm.FirstSpare] = $"{name}.first-spare";
        names[vm.Spares] = $"{name}.spares";
        for (var vcpu = 0; vcpu < map.Configuration.VcpusPerVm; vcpu++)
        {
            names[vm.Vcpu(vcpu)] = $"{name}.vcpu{vcpu}";
        }
    }

    private void Ticket(Address word, string name)
    {
        names[word] = $"{name}.next";
        names[Next(word)] = $"{name}.serving";
        moduli[word] = moduli[Next(word)] = (ulong)map.Configuration.Cpus + 1;
    }
}
