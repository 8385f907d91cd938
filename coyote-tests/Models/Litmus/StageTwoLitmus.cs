using Interlock.Explorer;
using Interlock.Explorer.States;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Models.Litmus;

/// <summary>
/// Ten-line programs about translation, with the complete set of their outcomes. IPA page 0 is x, mapped to a page that
/// holds 7; another page holds 9. The hypervisor (EL2) changes x's descriptor, a guest reads x.
/// </summary>
internal sealed class StageTwoLitmus
{
    public const string Fault = "F";
    public const ulong X = 0;
    public const ulong OldPage = 2;
    public const ulong NewPage = 3;

    private static readonly PageLayout OneLevel = new(4, 1, 2);
    private static readonly PageLayout TwoLevels = new(4, 2, 2);

    private readonly ConcurrentProgram program = new();
    private readonly PageLayout layout;
    private readonly Places places;

    private StageTwoLitmus(bool twoLevels)
    {
        layout = twoLevels ? TwoLevels : OneLevel;
        for (var page = 0UL; page < 4; page++)
        {
            var content = page == OldPage ? 7UL : page == NewPage ? 9UL : 0;
            program.Word($"page{page}[0]", page switch
            {
                0 => twoLevels ? Table(1) : Leaf(OldPage),
                1 => twoLevels ? Leaf(OldPage) : 0,
                _ => content,
            });
            program.Word($"page{page}[1]");
        }

        places = new Places(
            layout.Word(0),
            layout.Word(twoLevels ? 1UL : 0),
            layout.Word(1),
            layout.Word(OldPage),
            program.Word("flag"),
            program.Word("ready"),
            program.Word("result", initial: NotRead));
    }

    private static ulong NotRead => 0x77;

    public static ulong Vttbr(ulong vmid = 1) => (vmid << 48) | PageLayout.AddressOf(0);

    /// <summary>Another guest's, whose root is in a page of its own.</summary>
    public static ulong OtherVttbr => (2UL << 48) | PageLayout.AddressOf(1);

    public static ulong Leaf(ulong page, bool write = true, bool accessible = true) =>
        PageLayout.AddressOf(page) | 0b11 | (1UL << 6) | (write ? 1UL << 7 : 0) | (accessible ? 1UL << 10 : 0);

    /// <summary>One vCPU: the hypervisor's code, and then the guest reads x.</summary>
    public static SortedSet<string> Alone(Func<Cpu, Places, Step> hypervisor, bool ets = false)
    {
        var litmus = new StageTwoLitmus(twoLevels: false);
        var places = litmus.places;
        litmus.program.Run(1, cpu => Both(cpu, places, hypervisor));
        return litmus.Outcomes(ets);
    }

    /// <summary>Two vCPUs: one runs the hypervisor's code while the guest reads x on the other, after the flag if it waits.</summary>
    public static SortedSet<string> Beside(
        Func<Cpu, Places, Step> hypervisor, bool afterFlag, bool twoLevels = false)
    {
        var litmus = new StageTwoLitmus(twoLevels);
        var places = litmus.places;
        litmus.program.Run(1, cpu => Prepared(cpu, places, hypervisor));
        litmus.program.Run(1, cpu => Guest(cpu, places, afterFlag));
        return litmus.Outcomes(ets: false);
    }

    private static ulong Table(ulong page) => PageLayout.AddressOf(page) | 0b11;

    private static async Step Both(Cpu cpu, Places places, Func<Cpu, Places, Step> hypervisor)
    {
        await cpu.WriteVttbr(Vttbr());
        await cpu.Isb();
        await hypervisor(cpu, places);
        await cpu.Store(places.Result, await cpu.GuestLoad(X));
    }

    private static async Step Prepared(Cpu cpu, Places places, Func<Cpu, Places, Step> hypervisor)
    {
        while (await cpu.Load(places.Ready) == 0)
        {
            cpu.Pause();
        }

        await cpu.WriteVttbr(Vttbr());
        await cpu.Isb();
        await hypervisor(cpu, places);
    }

    private static async Step Guest(Cpu cpu, Places places, bool afterFlag)
    {
        await cpu.WriteVttbr(Vttbr());
        await cpu.Isb();
        await cpu.Store(places.Ready, 1);
        while (afterFlag && await cpu.Load(places.Flag) == 0)
        {
            cpu.Pause();
        }

        await cpu.Dsb(DsbKind.Ish);
        await cpu.Isb();
        await cpu.Store(places.Result, await cpu.GuestLoad(X));
    }

    private SortedSet<string> Outcomes(bool ets)
    {
        var system = program.AsSystem(new StageTwoTranslation(layout, ets, TlbConflicts.Ignored));
        var expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        using var visited = VisitedSet.Create(FingerprintKind.Exact, workers: 1, numbered: false);
        var waiting = new Queue<ulong[]>();
        var outcomes = new SortedSet<string>(StringComparer.Ordinal);

        void Keep()
        {
            visited.Add(expansion, 0);
            for (var index = 0; index < expansion.Count; index++)
            {
                if (expansion[index].IsNew)
                {
                    waiting.Enqueue(expansion.State(index).ToArray());
                }
            }
        }

        system.Start(expansion);
        Keep();
        while (waiting.TryDequeue(out var state))
        {
            system.Expand(state, expansion);
            if (expansion.Count == 0)
            {
                outcomes.Add(GuestFault.Is(state[places.Result.Index]) ? Fault : $"{state[places.Result.Index]}");
            }

            Keep();
        }

        return outcomes;
    }
}

/// <summary>The words of a litmus program that its code names.</summary>
/// <param name="Root">The root's descriptor on the way to x.</param>
/// <param name="Pte">The last-level descriptor of x; the root's, if there is one level.</param>
/// <param name="OtherRoot">The root's descriptor of x for another guest, if there is one level.</param>
/// <param name="Old">The page that x is mapped to at first.</param>
/// <param name="Flag">What the hypervisor tells the other vCPU through.</param>
/// <param name="Ready">What the other vCPU tells the hypervisor through.</param>
/// <param name="Result">What the guest read.</param>
internal readonly record struct Places(
    Address Root, Address Pte, Address OtherRoot, Address Old, Address Flag, Address Ready, Address Result);
