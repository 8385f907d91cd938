using Interlock.Engine.Platform;
using Interlock.Isolation.Specifications;
using Interlock.Isolation.Specifications.Abstractions;

namespace Interlock.Isolation.Threads;

/// <summary>Reads any component of the abstract state from words.</summary>
/// <param name="map">Where the words are.</param>
/// <param name="places">Pages of IPA space that are looked at.</param>
internal sealed class ComponentReader(MemoryMap map, int places)
{
    private readonly TableAbstraction table = new(map);
    private readonly HostAbstraction host = new(map);
    private readonly VmAbstraction[] vms =
        [.. Enumerable.Range(0, map.Configuration.Vms).Select(vm => new VmAbstraction(map, vm, places))];

    /// <summary>A component.</summary>
    /// <exception cref="DisagreementException">The words mean none.</exception>
    public object Read(Component component, PeekedWords words) =>
        component == Component.Table ? Sound(table.Read(words))
        : component == Component.Host ? Sound(host.Read(words))
        : Sound(vms[component.VmIndex].Read(words));

    private static T Sound<T>(Reading<T> reading)
        where T : class => reading.State ?? throw new DisagreementException(reading.Flaw!.Message);
}
