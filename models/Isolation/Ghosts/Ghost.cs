using Interlock.Isolation.Specifications;
using Interlock.Engine.Platform;
using Interlock.Isolation.Specifications.Abstractions;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Ghosts;

/// <summary>
/// The abstract state beside the concrete one, a number for each component ("ghost state", after pKVM's executable specification). A
/// component at boot has number zero.
/// </summary>
[Stateless("Remembered answers, which follow from what was asked.")]
internal sealed class Ghost
{
    private readonly Numbered<TableState> tables;
    private readonly Numbered<HostState> hosts;
    private readonly Numbered<VmState>[] vms;

    public Ghost(MemoryMap map)
    {
        var boot = new PeekedWords(map.AtBoot);
        Map = map;
        tables = new(new TableAbstraction(map), boot);
        hosts = new(new HostAbstraction(map), boot);
        vms = [.. Enumerable.Range(0, map.Configuration.Vms).Select(vm => new Numbered<VmState>(new VmAbstraction(map, vm), boot))];
    }

    /// <summary>Where the words are.</summary>
    public MemoryMap Map { get; }

    /// <summary>How many components there are.</summary>
    public int Count => Component.Count(vms.Length);

    /// <summary>The number of a component as words have it. Its lock is held, or free.</summary>
    public int NumberOf<TWords>(Component component, TWords words)
        where TWords : IWords, allows ref struct =>
        component == Component.Table ? tables.NumberOf(words)
        : component == Component.Host ? hosts.NumberOf(words)
        : vms[component.VmIndex].NumberOf(words);

    /// <summary>The number of a VM table.</summary>
    public int NumberOf(TableState table) => tables.NumberOf(table);

    /// <summary>The number of a host.</summary>
    public int NumberOf(HostState host) => hosts.NumberOf(host);

    /// <summary>The number of a VM, among those of its position.</summary>
    public int NumberOf(int position, VmState vm) => vms[position].NumberOf(vm);

    /// <summary>Why the words of a component mean nothing; null if they do.</summary>
    public Flaw? Flaw(Component component, int number) =>
        component == Component.Table ? tables[number].Flaw
        : component == Component.Host ? hosts[number].Flaw
        : vms[component.VmIndex][number].Flaw;

    /// <summary>The VM table; null if there is a flaw.</summary>
    public TableState? Table(int number) => tables[number].State;

    /// <summary>The host; null if there is a flaw.</summary>
    public HostState? Host(int number) => hosts[number].State;

    /// <summary>A VM; null if there is a flaw.</summary>
    public VmState? Vm(int vm, int number) => vms[vm][number].State;

    /// <summary>A component for a reader.</summary>
    public string Text(Component component, int number) => Flaw(component, number)?.Message
        ?? (component == Component.Table ? Table(number)!.ToString()
            : component == Component.Host ? Host(number)!.ToString()
            : Vm(component.VmIndex, number)!.ToString());

    /// <summary>The things that a component is about.</summary>
    public IEnumerable<Concern> Concerns(Component component, int number) => Flaw(component, number)?.Evidence?.Concerns
        ?? (component == Component.Table ? Things.Of(Table(number)!)
            : component == Component.Host ? Things.Of(Host(number)!)
            : Things.Of(Vm(component.VmIndex, number)!));
}
