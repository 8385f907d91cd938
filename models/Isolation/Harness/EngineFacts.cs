using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Isolation.Specifications;
using Interlock.Isolation.Specifications.Abstractions;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;
using Interlock.Sync;

namespace Interlock.Isolation.Harness;

/// <summary>What a reader searches and groups the states of an engine by: pages, trees, VMs, locks, the specification's state.</summary>
internal sealed class EngineFacts(MemoryMap map, StageTwoTranslation translation, LockForm form)
{
    private const string Tables = "page tables";
    private const string Ownership = "ownership";
    private const string Locks = "locks";
    private const string Specification = "specification";
    private const string Vms = "VMs";
    private readonly PageFacts pages = new(map);
    private readonly TablePictures pictures = new(translation);

    private IReadOnlyList<Address> PageWords => [.. Range(0, map.Configuration.Pages * map.Configuration.Entries)];

    public IEnumerable<MemoryFact> All() => OfPages().Concat(OfVms()).Concat(OfLocks()).Concat(OfSpecification());

    private IEnumerable<MemoryFact> OfPages()
    {
        for (var index = 0; index < map.Configuration.Pages; index++)
        {
            var page = index;
            var entry = map.HostEntry(new PageIndex((ulong)page));
            yield return new($"page {page}", Tables, [entry], [], memory => pages.Of(memory, page));
            yield return new($"owner of page {page}", Ownership, [entry], [], memory => pages.OwnerOf(memory, page));
            yield return new($"sharing of page {page}", Ownership, [entry], [], memory => pages.SharingOf(memory, page));
            yield return new($"host maps page {page}", Ownership, [entry], [], memory => (memory[entry] & 1) != 0 ? "yes" : "no");
        }

        for (var index = 0; index < map.Configuration.Vms; index++)
        {
            var vm = index;
            var words = map.Vm(new VmIndex(vm));
            yield return new(
                $"tree of VM {vm}", Tables, [words.Status, words.Root, .. PageWords], [], memory => TreeOf(memory, words));
        }
    }

    private IEnumerable<MemoryFact> OfVms()
    {
        for (var index = 0; index < map.Configuration.Vms; index++)
        {
            var vm = index;
            var words = map.Vm(new VmIndex(vm));
            yield return new($"status of VM {vm}", Vms, [words.Status], [], memory => Lower((VmStatus)memory[words.Status]));
            yield return new($"VMID of VM {vm}", Vms, [words.Vmid, map.VmidGeneration], [], memory =>
                new TaggedVmid(memory[words.Vmid]) is var tag && tag.IsCurrent(memory[map.VmidGeneration]) ? $"{tag.Vmid.Value}" : "none");
            for (var number = 0; number < map.Configuration.VcpusPerVm; number++)
            {
                var word = words.Vcpu(number);
                yield return new($"vcpu {number} of VM {vm}", Vms, [word], [], memory => memory[word] switch
                {
                    TableRow.NoVcpu => "none",
                    TableRow.Ready => "ready",
                    var cpu => $"loaded by cpu {cpu - TableRow.Loaded}",
                });
            }
        }
    }

    private IEnumerable<MemoryFact> OfLocks()
    {
        yield return new("lock of the VM table", Locks, [map.VmTableMutex], [], memory => Held(memory[map.VmTableMutex]));
        yield return LockOf("lock of the host", map.HostLock);
        for (var vm = 0; vm < map.Configuration.Vms; vm++)
        {
            yield return LockOf($"lock of VM {vm}", map.Vm(new VmIndex(vm)).Lock);
        }
    }

    private MemoryFact LockOf(string name, Address word)
    {
        var serving = new Address(word.Index + 1);
        return form == LockForm.Shipped
            ? new(name, Locks, [word, serving], [], memory => memory[word] == memory[serving] ? "free" : "held")
            : new(name, Locks, [word], [], memory => Held(memory[word]));
    }

    private string Held(ulong word) => word == 0 ? "free" : form == LockForm.Shipped ? "held" : $"held by vcpu{word - 1}";

    private IEnumerable<MemoryFact> OfSpecification()
    {
        var vms = Enumerable.Range(0, map.Configuration.Vms).Select(vm => map.Vm(new VmIndex(vm))).ToList();
        yield return Abstract(
            "VM table",
            new TableAbstraction(map),
            map.VmTableMutex,
            isTicket: false,
            [.. vms.SelectMany(WordsOf), map.VmidsTaken, map.VmidGeneration, map.RolloverRequest]);
        yield return Abstract(
            "host",
            new HostAbstraction(map),
            map.HostLock,
            form == LockForm.Shipped,
            [.. Range(PageWords.Count, (map.AllPages * map.Configuration.Entries) - PageWords.Count),
                .. Range(map.Shares(default).Index, map.Configuration.Pages), map.VmidGeneration]);
        for (var vm = 0; vm < vms.Count; vm++)
        {
            yield return Abstract(
                $"VM {vm}", new VmAbstraction(map, vm), vms[vm].Lock, form == LockForm.Shipped, [.. WordsOf(vms[vm]), .. PageWords]);
        }
    }

    private IEnumerable<Address> WordsOf(VmWords vm) =>
        Range(vm.Status.Index, vm.Vcpu(map.Configuration.VcpusPerVm).Index - vm.Status.Index);

    private static IEnumerable<Address> Range(int first, int count) =>
        Enumerable.Range(first, count).Select(index => new Address(index));

    // While its lock is held a component may be anything; the specification speaks of it when the lock is released.
    private static MemoryFact Abstract<T>(string name, IAbstraction<T> abstraction, Address word, bool isTicket, IEnumerable<Address> words)
        where T : class
    {
        var serving = new Address(word.Index + 1);
        return new(
            $"specified {name}",
            Specification,
            [word, serving, .. words],
            [],
            memory => memory[word] != (isTicket ? memory[serving] : 0) ? "being changed"
                : abstraction.Read(memory) is var reading && reading.State is { } state ? $"{state}" : $"flaw: {reading.Flaw}");
    }

    private string TreeOf(Memory memory, VmWords words)
    {
        if ((VmStatus)memory[words.Status] != VmStatus.Active)
        {
            return "none";
        }

        var root = memory[words.Root];
        var regime = pictures.Regime(memory, string.Empty, string.Empty, (1UL << 48) | PageLayout.AddressOf(root));
        var entries = regime.Tables.SelectMany(table => table.Entries.Where(entry => entry.Target is not null).Select(entry =>
            entry.Kind == "table"
                ? $"ipa {entry.Ipa}: table in page {entry.Target}"
                : $"ipa {entry.Ipa}: {entry.Kind} {entry.Target} {entry.Rights} {entry.Note}".TrimEnd()));
        return string.Join(", ", entries.Prepend($"root in page {root}"));
    }

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
