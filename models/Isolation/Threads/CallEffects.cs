using Interlock.Engine.Platform;
using Interlock.Isolation.Specifications;
using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Threads;

/// <summary>What a CPU's call has done to components so far. It belongs to one thread.</summary>
internal sealed class CallEffects(Configuration configuration)
{
    private readonly List<(Component Component, object Before, object After)> done = [];
    private ulong loadedBefore;

    /// <summary>Whether it has released a lock.</summary>
    public bool Any => done.Count > 0;

    /// <summary>A lock is released.</summary>
    public void Add(Component component, object before, object after) => done.Add((component, before, after));

    /// <summary>Asks a specification whether it may have had its effects, and begins anew.</summary>
    /// <param name="loaded">The CPU's word of its loaded vCPU now.</param>
    /// <param name="judge">Why components may not have become so, or null.</param>
    public Flaw? Judge(ulong loaded, Func<Components, Components, Flaw?> judge)
    {
        var none = Rows.Repeat(default(Known<VmState>), configuration.Vms);
        var held = new Components(null, null, none, LoadedVcpu.Read(loadedBefore, configuration.VcpusPerVm));
        var seen = new Components(null, null, none, LoadedVcpu.Read(loaded, configuration.VcpusPerVm));
        Flaw? interrupted = null;
        for (var index = 0; index < done.Count; index++)
        {
            var (component, before, after) = done[index];
            var earlier = index == 0 ? -1 : done.FindLastIndex(index - 1, effect => effect.Component == component);
            if (earlier < 0)
            {
                held = With(held, component, before);
            }
            else if (!done[earlier].After.Equals(before))
            {
                interrupted ??= new(
                    $"{component} was released and taken again within one call, and others came in between", new TakenTwice(component));
            }

            seen = With(seen, component, after);
        }

        done.Clear();
        loadedBefore = loaded;
        return interrupted ?? judge(held, seen);
    }

    private static Components With(Components components, Component component, object state) => state switch
    {
        TableState table => components with { Table = table },
        HostState host => components with { Host = host },
        VmState vm => components.With(component.VmIndex, vm),
        _ => throw new ArgumentException($"{state} is no component.", nameof(state)),
    };
}
