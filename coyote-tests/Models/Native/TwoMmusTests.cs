using Interlock.Semantics.Machines.Native;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Native;
using Interlock.Sync.Stepping;
using Xunit;
using ReferenceSet = System.Collections.Generic.HashSet<Interlock.CoyoteTests.Models.Native.TwoMmusTests.State>;

namespace Interlock.CoyoteTests.Models.Native;

/// <summary>
/// Whatever the software MMU does, the explored machine can do: random programs are run on both in one order of steps,
/// and each answer of the one must be an outcome of the other.
/// </summary>
public sealed class TwoMmusTests
{
    private const int Scripts = 25;
    private const int Steps = 25;
    private const int Vcpus = 2;

    private static readonly MmuOdds Usual = new(Speculate: 64);
    private static readonly MmuOdds Lazy = new(UseCached: 256, Cache: 256, EarlyTlbi: 0, LateContext: 256);

    private static readonly PageLayout Layout = new(5, 2, 2);

    // A root, two tables with a page each, and two pages.
    private static readonly ulong[] First = [0x1003, 0x2003, 0x34C3, 0, 0x44C3, 0];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_the_software_does_the_model_can_do(bool ets)
    {
        var (faults, values) = (0, 0);
        foreach (var seed in Enumerable.Range(1, Scripts))
        {
            var difference = Differs(seed, ets, ets, step => step, isFault => _ = isFault ? faults++ : values++);
            Assert.True(difference is null, difference);
        }

        Assert.InRange(faults, 100, int.MaxValue);
        Assert.InRange(values, 100, int.MaxValue);
    }

    [Fact]
    public void A_software_mmu_that_goes_on_using_what_its_own_vcpu_invalidated_is_found_out() => Assert.Contains(
        Enumerable.Range(1, 10 * Scripts),
        seed => Differs(seed, modelEts: true, softwareEts: false, step => step, odds: Lazy) is not null);

    [Theory]
    [InlineData(OperationKind.Dsb)]
    [InlineData(OperationKind.Tlbi)]
    public void A_software_mmu_that_leaves_out_maintenance_is_found_out(OperationKind kind) => Assert.Contains(
        Enumerable.Range(1, Scripts),
        seed => Differs(seed, false, false, step => step.Kind == kind
            ? new ScriptStep(step.Vcpu, OperationKind.Dsb, (ulong)DsbKind.Ishst, 0)
            : step) is not null);

    [Fact]
    public void A_software_mmu_that_removes_more_than_it_must_is_not() => Assert.All(
        Enumerable.Range(1, Scripts),
        seed => Assert.Null(Differs(seed, true, true, step => step.Kind == OperationKind.Tlbi && step.Value % 2 == 0
            ? step with { Value = (ulong)TlbiKind.Alle1is } // hardware may always remove more
            : step)));

    // The script's order is the schedule of both; null if every answer of the software was one that the model has.
    private static string? Differs(
        int seed, bool modelEts, bool softwareEts, Func<ScriptStep, ScriptStep> asSoftwareDoes,
        Action<bool>? onLoad = null, MmuOdds? odds = null)
    {
        var random = new Random(seed);
        var script = Enumerable.Range(0, Steps).SelectMany(_ => RandomSteps(random)).ToArray();
        var program = ProgramOf(script);
        using var machine = new NativeMachine(
            [.. program.Words.Select(word => word.Initial)],
            [.. program.Words.Select(word => word.Modulus)],
            Vcpus,
            machine => new SoftwareMmu(machine, Layout, softwareEts, (ulong)seed, odds ?? Usual));
        NativeCpu[] cpus = [.. Enumerable.Range(0, Vcpus).Select(vcpu => new NativeCpu(machine, vcpu))];
        var system = program.AsSystem(new StageTwoTranslation(Layout, modelEts, TlbConflicts.Ignored));
        var states = Begin(system);
        var done = new List<string>();
        foreach (var step in script)
        {
            var answer = Answer(Perform(cpus[step.Vcpu], asSoftwareDoes(step)));
            done.Add($"vcpu{step.Vcpu} {step.Kind} {step.Operand:x} {step.Value:x}: {answer:x}");
            states = Follow(system, states, step.Vcpu, answer, machine);
            if (states.Count == 0)
            {
                return $"seed {seed}: the model has no such answer at the end of\n{string.Join('\n', done)}";
            }

            if (step.Kind == OperationKind.GuestLoad)
            {
                onLoad?.Invoke(GuestFault.Is(answer));
            }
        }

        return null;
    }

    // A vCPU's part of the script is its code; the script's order is the schedule.
    private static ConcurrentProgram ProgramOf(ScriptStep[] script)
    {
        var program = new ConcurrentProgram();
        for (var word = 0; word < Layout.Pages * Layout.Entries; word++)
        {
            program.Word($"word{word}", word < First.Length ? First[word] : (ulong)word);
        }

        for (var vcpu = 0; vcpu < Vcpus; vcpu++)
        {
            var own = System.Collections.Immutable.ImmutableArray.Create([.. script.Where(step => step.Vcpu == vcpu)]);
            program.Run(1, cpu => Code(cpu, own));
        }

        return program;
    }

    private static async Step Code(Cpu cpu, System.Collections.Immutable.ImmutableArray<ScriptStep> own)
    {
        for (var index = 0; index < own.Length; index++)
        {
            await Perform(cpu, own[index]);
        }
    }

    private static Access Perform(Cpu cpu, ScriptStep step) => step.Kind switch
    {
        OperationKind.Store => cpu.Store(new Address((int)step.Operand), step.Value),
        OperationKind.Tlbi => cpu.Tlbi((TlbiKind)step.Value, step.Operand),
        OperationKind.Dsb => cpu.Dsb((DsbKind)step.Operand),
        OperationKind.Isb => cpu.Isb(),
        OperationKind.WriteVttbr => cpu.WriteVttbr(step.Operand),
        OperationKind.GuestLoad => cpu.GuestLoad(step.Operand),
        OperationKind.GuestStore => cpu.GuestStore(step.Operand, step.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static ulong Answer(Access performed) => performed.GetAwaiter().GetResult();

    // The first vCPU changes tables and invalidates, more or less as it should; both run guests.
    private static IEnumerable<ScriptStep> RandomSteps(Random random)
    {
        var ipa = (ulong)random.Next(4) << 12;
        var vcpu = random.Next(2);
        switch (random.Next(8))
        {
            case 0:
                ulong[] tables = [0, 0x1003, 0x2003];
                return Maintain(random, new ScriptStep(0, OperationKind.Store, ipa >> 13, tables[random.Next(3)]), ipa);
            case 1 or 2:
                ulong[] leaves = [0, 0, 0x34C3, 0x44C3, 0x3443]; // valid pages with the access flag, the last one read-only
                var entry = 2 + (ulong)random.Next(4);
                return Maintain(random, new ScriptStep(0, OperationKind.Store, entry, leaves[random.Next(5)]), (entry - 2) << 12);
            case 3:
                // Nothing is under way then: the model has a TLBI take effect when it is completed and not before, so it
                // removes what was cached for a VMID that has been left since, which hardware need not do.
                var vttbr = random.Next(8) == 0 ? 0 : (random.Next(4) == 0 ? 2UL : 1UL) << 48;
                return
                [
                    new(0, OperationKind.Dsb, (ulong)DsbKind.Ish, 0), new(0, OperationKind.Isb, 0, 0),
                    new(vcpu, OperationKind.WriteVttbr, vttbr, 0), new(vcpu, OperationKind.Isb, 0, 0),
                ];
            case 4:
                return [new(vcpu, OperationKind.GuestStore, ipa, (ulong)random.Next(100, 200))];
            default:
                return [new(vcpu, OperationKind.GuestLoad, ipa, 0)];
        }
    }

    // Each part is there most of the time.
    private static IEnumerable<ScriptStep> Maintain(Random random, ScriptStep store, ulong ipa)
    {
        yield return store;
        for (var invalidations = 0; invalidations < 2; invalidations++)
        {
            if (random.Next(8) > 0)
            {
                yield return new ScriptStep(0, OperationKind.Dsb, (ulong)random.Next(invalidations == 0 ? 3 : 1), 0);
            }

            if (random.Next(8) > 0)
            {
                yield return new ScriptStep(0, OperationKind.Tlbi, ipa, (ulong)random.Next(8));
            }
        }

        if (random.Next(8) > 0)
        {
            yield return new ScriptStep(0, OperationKind.Dsb, (ulong)DsbKind.Ish, 0);
        }

        yield return new ScriptStep(1, OperationKind.GuestLoad, ipa, 0);
        if (random.Next(2) > 0)
        {
            yield return new ScriptStep(0, OperationKind.Isb, 0, 0);
        }

        yield return new ScriptStep(0, OperationKind.GuestLoad, ipa, 0);
    }

    private static ReferenceSet Begin(TransitionSystem system)
    {
        var expansion = new Expansion(system.Width, system.Witnesses.Count, false);
        system.Start(expansion);
        return [new State(expansion.State(0).ToArray())];
    }

    // Every successor by this vCPU with this answer, and with the memory that the software has.
    private static ReferenceSet Follow(TransitionSystem system, ReferenceSet states, int vcpu, ulong answer, NativeMachine machine)
    {
        var next = new ReferenceSet();
        var expansion = new Expansion(system.Width, system.Witnesses.Count, false);
        foreach (var state in states)
        {
            system.Expand(state.Words, expansion);
            for (var successor = 0; successor < expansion.Count; successor++)
            {
                if (expansion[successor].Actor == vcpu && expansion[successor].Result == answer
                    && HasMemory(expansion.State(successor), machine))
                {
                    next.Add(new State(expansion.State(successor).ToArray()));
                }
            }
        }

        return next;
    }

    private static bool HasMemory(ReadOnlySpan<ulong> state, NativeMachine machine)
    {
        for (var word = 0; word < Layout.Pages * Layout.Entries; word++)
        {
            if (state[word] != machine.Peek(new Address(word)))
            {
                return false;
            }
        }

        return true;
    }

    private readonly record struct ScriptStep(int Vcpu, OperationKind Kind, ulong Operand, ulong Value);

    internal sealed record State(ulong[] Words)
    {
        public bool Equals(State? other) => other is not null && Words.AsSpan().SequenceEqual(other.Words);

        public override int GetHashCode() => Words.Aggregate(17, (hash, word) => unchecked((hash * 31) + word.GetHashCode()));
    }
}
