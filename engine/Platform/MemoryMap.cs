using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Interlock.Sync;

namespace Interlock.Engine.Platform;

/// <summary>
/// Where everything is in memory. First the pages that are owned, mapped and handed over; then the engine's carve-out, which the
/// host never had: the host's tables, and the words in which the engine keeps its own state. Which lock guards a word is said here.
/// </summary>
public sealed class MemoryMap
{
    private const int LockWords = 2;
    private readonly int hostRoot;
    private readonly int hostLeaves;
    private readonly int shared;
    private readonly int shares;
    private readonly int vms;
    private readonly int cpus;
    private readonly int registers;

    /// <summary>The memory of an engine.</summary>
    public MemoryMap(Configuration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Configuration = configuration.Checked();
        hostRoot = configuration.Pages;
        hostLeaves = hostRoot + TablesAbove(configuration.Host.Levels - 1);
        AllPages = hostLeaves + TablesOf(configuration.Host.Levels - 1);
        shared = AllPages * configuration.Entries;
        shares = shared + 8;
        vms = shares + configuration.Pages;
        cpus = vms + (configuration.Vms * VmWords.Count(configuration));
        registers = cpus + configuration.Cpus;
        Words = registers + (configuration.Cpus * configuration.Registers);
    }

    /// <summary>The configuration of the engine.</summary>
    public Configuration Configuration { get; }

    /// <summary>Pages with the carve-out's; those from <see cref="Configuration.Pages"/> on are the host's tables, for ever.</summary>
    public int AllPages { get; }

    /// <summary>Words in all.</summary>
    public int Words { get; }

    /// <summary>The translation regime of the host: VMID zero, tables in the carve-out.</summary>
    public Vttbr Host => new(default, new PageIndex((ulong)hostRoot).Address);

    /// <summary>The host's lock: two words. It guards the host's entries and the counts of shares.</summary>
    public Address HostLock => new(shared);

    /// <summary>The VM table's mutex: one word. It guards the lifecycle of VMs and vCPUs, and VMIDs.</summary>
    public Address VmTableMutex => new(shared + LockWords);

    /// <summary>The barrier at which all CPUs meet for a rollover of VMIDs: two words.</summary>
    public Address Barrier => new(shared + 3);

    /// <summary>One while a rollover of VMIDs is asked for. Read by any CPU, written under the VM table's mutex.</summary>
    public Address RolloverRequest => new(shared + 5);

    /// <summary>The generation of VMIDs. Written under the VM table's mutex and the host's lock, read under either.</summary>
    public Address VmidGeneration => new(shared + 6);

    /// <summary>A bit for each VMID that is taken in this generation. Guarded by the VM table's mutex.</summary>
    public Address VmidsTaken => new(shared + 7);

    /// <summary>A word of a page.</summary>
    public Address Word(PageIndex page, TableIndex word) => new(((int)page.Value * Configuration.Entries) + word.Value);

    /// <summary>The host's last-level entry for a page. Guarded by the host's lock; table walkers read it at any time.</summary>
    public Address HostEntry(PageIndex page) => new((hostLeaves * Configuration.Entries) + (int)page.Value);

    /// <summary>How many guest mappings a page of the host's has. Guarded by the host's lock.</summary>
    public Address Shares(PageIndex page) => new(shares + (int)page.Value);

    /// <summary>A VM's words.</summary>
    public VmWords Vm(VmIndex vm) => new(vms + (vm.Value * VmWords.Count(Configuration)));

    /// <summary>Which vCPU a CPU has loaded: see <see cref="Vcpus.LoadedVcpu"/>. Only that CPU reads or writes it.</summary>
    public Address Loaded(int cpu) => new(cpus + cpu);

    /// <summary>The word of a general register of a CPU, which the code or guest that runs on the CPU reads and writes.</summary>
    public Address Register(int cpu, int register) => new(registers + (cpu * Configuration.Registers) + register);

    /// <summary>
    /// The word of a general register of a vCPU that does not run. Only the CPU that has loaded the vCPU accesses it, and the CPU that
    /// creates the vCPU, under the VM table's mutex.
    /// </summary>
    public Address Context(VmIndex vm, int vcpu, int register) =>
        new(Vm(vm).Vcpu(Configuration.VcpusPerVm).Index + (vcpu * Configuration.Registers) + register);

    /// <summary>
    /// What a word holds at boot: zero, but for the host's tables. Its last-level entries are zero for every page, so that all
    /// memory is the host's and is mapped when it is first touched; beyond memory they say that the engine owns it.
    /// </summary>
    public ulong AtBoot(Address word)
    {
        var (page, entry) = Math.DivRem(word.Index, Configuration.Entries);
        if (page < hostRoot || page >= AllPages)
        {
            return 0;
        }

        if (page >= hostLeaves)
        {
            return word.Index < HostEntry(default).Index + Configuration.Pages
                ? 0
                : Descriptor.Invalid(Level.Last, OwnerId.Engine).Bits;
        }

        var level = 0;
        while (page >= hostRoot + TablesAbove(level + 1))
        {
            level++;
        }

        var next = ((page - hostRoot - TablesAbove(level)) * Configuration.Entries) + entry;
        return next < TablesOf(level + 1)
            ? Descriptor.Table(
                new Level(Configuration.Host.First.Value + level),
                new PageIndex((ulong)(hostRoot + TablesAbove(level + 1) + next))).Bits
            : 0;
    }

    // How many tables of a level of the host's tree it takes to reach every page; its levels are counted from zero here.
    private int TablesOf(int level)
    {
        var tables = Configuration.Pages;
        for (var below = Configuration.Host.Levels; below > level; below--)
        {
            tables = (tables + Configuration.Entries - 1) / Configuration.Entries;
        }

        return tables;
    }

    private int TablesAbove(int level)
    {
        var tables = 0;
        for (var above = 0; above < level; above++)
        {
            tables += TablesOf(above);
        }

        return tables;
    }
}
