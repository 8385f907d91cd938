using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Harness;

/// <summary>What a reader calls the words of an engine's memory, and where they wrap.</summary>
[Stateless("Tables that are filled while it is made, and only read from then on.")]
internal sealed class WordNames
{
    private readonly Dictionary<Address, string> names = [];
    private readonly Dictionary<Address, ulong> moduli = [];
    private readonly Dictionary<Address, WordMeaning> meanings = [];
    private readonly MemoryMap map;

    public WordNames(MemoryMap map)
    {
        this.map = map;
        var configuration = map.Configuration;
        for (var word = 0; word < map.AllPages * configuration.Entries; word++)
        {
            var (page, index) = Math.DivRem(word, configuration.Entries);
            var table = page < configuration.Pages ? "page" : "host-table";
            Put(new Address(word), $"{table}{page}[{index}]", WordKind.Descriptor, page);
        }

        for (var page = 0; page < configuration.Pages; page++)
        {
            Put(map.HostEntry(new PageIndex((ulong)page)), $"host[{page}]", WordKind.HostDescriptor, page);
            Put(map.Shares(new PageIndex((ulong)page)), $"shares[{page}]", WordKind.Shares, page);
        }

        Ticket(map.HostLock, "host-lock");
        Put(map.VmTableMutex, "vm-table-mutex", WordKind.Mutex);
        names[map.Barrier] = "barrier.count";
        names[Next(map.Barrier)] = "barrier.generation";
        moduli[Next(map.Barrier)] = 2;
        names[map.RolloverRequest] = "rollover-request";
        Put(map.VmidGeneration, "vmid-generation", WordKind.VmidGeneration);
        Put(map.VmidsTaken, "vmids-taken", WordKind.VmidsTaken);
        for (var vm = 0; vm < configuration.Vms; vm++)
        {
            Name(map.Vm(new VmIndex(vm)), $"vm{vm}", vm);
            for (var context = 0; context < configuration.VcpusPerVm * configuration.Registers; context++)
            {
                var (vcpu, register) = Math.DivRem(context, configuration.Registers);
                names[map.Context(new VmIndex(vm), vcpu, register)] = $"vm{vm}.vcpu{vcpu}.x{register}";
            }
        }

        for (var cpu = 0; cpu < configuration.Cpus; cpu++)
        {
            Put(map.Loaded(cpu), $"cpu{cpu}.loaded", WordKind.Loaded, cpu);
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

    /// <summary>What a word means to a reader.</summary>
    public WordMeaning MeaningOf(Address word) => meanings.GetValueOrDefault(word);

    private static Address Next(Address word) => new(word.Index + 1);

    private void Name(VmWords words, string name, int vm)
    {
        Ticket(words.Lock, $"{name}.lock");
        Put(words.Status, $"{name}.status", WordKind.VmStatus, vm);
        Put(words.Root, $"{name}.root", WordKind.VmRoot, vm);
        Put(words.Vmid, $"{name}.vmid", WordKind.Vmid, vm);
        Put(words.References, $"{name}.references", WordKind.VmReferences, vm);
        Put(words.OwnedPages, $"{name}.owned-pages", WordKind.VmOwnedPages, vm);
        Put(words.FirstSpare, $"{name}.first-spare", WordKind.VmFirstSpare, vm);
        Put(words.Spares, $"{name}.spares", WordKind.VmSpares, vm);
        for (var vcpu = 0; vcpu < map.Configuration.VcpusPerVm; vcpu++)
        {
            Put(words.Vcpu(vcpu), $"{name}.vcpu{vcpu}", WordKind.VmVcpu, vm);
        }
    }

    private void Ticket(Address word, string name)
    {
        Put(word, $"{name}.next", WordKind.NextTicket);
        Put(Next(word), $"{name}.serving", WordKind.ServedTicket);
        moduli[word] = moduli[Next(word)] = (ulong)map.Configuration.Cpus + 1;
    }

    private void Put(Address word, string name, WordKind kind, int of = 0) =>
        (names[word], meanings[word]) = (name, new WordMeaning(kind, of));
}
