using Interlock.Isolation.Structures;
using System.Numerics;
using Interlock.Engine.Platform;
using Interlock.Isolation.Ghosts;
using Interlock.Isolation.Idealized.Calls;
using Interlock.Isolation.Specifications;
using Interlock.Isolation.Specifications.Invariants;
using Interlock.Isolation.Symmetries;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Reductions.Symmetries;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Isolation.Refinements;

/// <summary>
/// Compares the engine with its specification. Whenever a lock is released, its component is abstracted, and what became of it is an
/// effect of the CPU's call; once the call has returned, the specification is asked whether it may have had its effects and its outcome.
/// A component that changes while its lock is free was written by somebody without the lock. A rollover of VMIDs, which is part of other
/// calls, is judged when its CPU comes to the barrier. Invariants are judged whenever the components that they speak of are at rest.
/// </summary>
public sealed class Refinement : PropertyMonitor
{
    internal const string Name = "refinement";

    private const int HeldLocks = 0;
    private const int FirstGhost = 1;
    private const int PerCpu = 2;
    private const int OfRefinement = 0;
    private const int OfIdealizedSteps = 1;
    private const int OfInvariants = 2;

    private readonly MemoryMap map;
    private readonly LockWords locks;
    private readonly Ghost ghost;
    private readonly CallNames calls = new();
    private readonly Effects effects = new();
    private readonly Judgements judgements;
    private readonly InvariantCheck invariants;
    private readonly ulong memoryLocks;
    private readonly RenamedGhost renamed;

    /// <summary>A comparison.</summary>
    /// <param name="map">Where the engine's words are.</param>
    /// <param name="locks">Which locks it takes.</param>
    /// <param name="specification">What it may do; the specification of its configuration if null.</param>
    /// <param name="checks">What must hold at rest; <see cref="Invariant.All"/> if null.</param>
    public Refinement(
        MemoryMap map, LockWords locks, Specification? specification = null, IReadOnlyList<Invariant>? checks = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(locks);
        (this.map, this.locks, ghost) = (map, locks, new Ghost(map));
        renamed = new(ghost, effects);
        judgements = new(ghost, effects, specification ?? new Specification(map.Configuration));
        checks ??= Invariant.All(map.Configuration);
        invariants = new(ghost, checks);
        Properties = [.. checks.Select(check => check.Property).Prepend(IdealizedCalls.Property).Prepend(Property).Distinct()];
        Trials =
        [
            new(Property, "a call that succeeds and changes a component"),
            new(IdealizedCalls.Property, "a call that gives a page to another owner"),
            .. checks.Select(check => new Trial(check.Property, check.Trial)),
        ];
        memoryLocks = ((1UL << ghost.Count) - 1) & ~Bit(Component.Table);
        Watched = [.. locks.Watched, map.Barrier];
    }

    /// <inheritdoc/>
    public override string Property => Name;

    /// <summary>Its own, the idealized platform's and the invariants'.</summary>
    public override IReadOnlyList<string> Properties { get; }

    /// <summary>Its own, the idealized platform's and the invariants'.</summary>
    public override IReadOnlyList<Trial> Trials { get; }

    /// <summary>
    /// At a release it reads the component whose lock the CPU gives up, and keeps what it found under that component and that CPU. Which
    /// locks are held decides only when invariants are judged.
    /// </summary>
    public override bool CommutesUnderLocks => true;

    /// <inheritdoc/>
    public override bool WatchesLoads => false;

    /// <inheritdoc/>
    public override int StateWords => FirstGhost + ghost.Count + (PerCpu * map.Configuration.Cpus);

    /// <inheritdoc/>
    public override IReadOnlyList<Address> Watched { get; }

    /// <inheritdoc/>
    public override bool IsRenamable(ReadOnlySpan<ulong> words) => true;

    /// <inheritdoc/>
    public override void Rename(Symmetry symmetry, int renaming, Memory image, Span<ulong> words)
    {
        Span<ulong> before = stackalloc ulong[words.Length];
        words.CopyTo(before);
        var exchange = ((ExchangeSymmetry)symmetry)[renaming];
        words[HeldLocks] = 0;
        for (var index = 0; index < ghost.Count; index++)
        {
            var (component, becomes) = (new Component(index), RenamedGhost.Of(new Component(index), exchange));
            words[HeldLocks] |= (before[HeldLocks] & Bit(component)) != 0 ? Bit(becomes) : 0;
            words[FirstGhost + becomes.Index] = (ulong)renamed.Of(component, (int)before[FirstGhost + index], renaming, exchange);
        }

        for (var cpu = 0; cpu < map.Configuration.Cpus; cpu++)
        {
            var becomes = exchange.Cpus[cpu];
            words[EffectsOf(becomes)] = (ulong)renamed.Of((int)before[EffectsOf(cpu)], renaming, exchange);
            words[LoadedOf(becomes)] = LoadedAs(before[LoadedOf(cpu)], exchange);
        }
    }

    /// <inheritdoc/>
    public override void OnAccess(Observation step, int vcpu, Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (operation.Address == map.Barrier)
        {
            Meet(step, vcpu, operation);
            return;
        }

        var component = locks.Of(operation.Address);
        switch (locks.Seen(step, operation))
        {
            case LockStep.Taken:
                Take(step, component);
                break;
            case LockStep.Freed:
                step[HeldLocks] &= ~Bit(component);
                Release(step, vcpu, component);
                break;
            case LockStep.HandedOver:
                Release(step, vcpu, component);
                break;
            case LockStep.None:
                break;
        }
    }

    /// <inheritdoc/>
    public override void OnNote(Observation step, int vcpu, Note note)
    {
        if (!calls.Has(note))
        {
            return;
        }

        var loaded = step.Read(map.Loaded(vcpu));
        var judgement = judgements.OfCall(note.Value, vcpu, (int)step[EffectsOf(vcpu)], step[LoadedOf(vcpu)], loaded);
        if (judgement.IsChange)
        {
            step.Try(OfRefinement, vcpu);
        }

        if (judgement.IsMove)
        {
            step.Try(OfIdealizedSteps, vcpu);
        }

        foreach (var objection in judgement.Objections)
        {
            step.Violate(objection.Property, objection.Message, objection.Evidence);
        }

        step[EffectsOf(vcpu)] = 0;
        step[LoadedOf(vcpu)] = loaded;
    }

    private static ulong Bit(Component component) => 1UL << component.Index;

    private void Take(Observation step, Component component)
    {
        step[HeldLocks] |= Bit(component);
        var (left, found) = ((int)step[FirstGhost + component.Index], ghost.NumberOf(component, step));
        if (left != found)
        {
            step.Violate(
                $"{component} was changed by somebody who did not hold its lock: it was left as ({ghost.Text(component, left)}) " +
                $"and found as ({ghost.Text(component, found)})",
                new ChangedWithoutLock(
                    component,
                    Rows.Of([.. Things.Of(component), .. ghost.Concerns(component, left), .. ghost.Concerns(component, found)])));
        }
    }

    private void Release(Observation step, int vcpu, Component component)
    {
        var (position, number) = (FirstGhost + component.Index, ghost.NumberOf(component, step));
        var effect = new Effect(component, (int)step[position], number);
        step[EffectsOf(vcpu)] = (ulong)effects.And((int)step[EffectsOf(vcpu)], effect);
        step[position] = (ulong)number;
        if (ghost.Flaw(component, number) is { } flaw)
        {
            step.Violate(flaw.Message, flaw.Evidence);
            return;
        }

        if (component == Component.Table)
        {
            Judge(step, vcpu, invariants.OfTable(number, step));
        }
        else if ((step[HeldLocks] & memoryLocks & ~Bit(component)) == 0)
        {
            Span<int> numbers = stackalloc int[ghost.Count];
            for (var index = Component.Host.Index; index < numbers.Length; index++)
            {
                numbers[index] = (int)step[FirstGhost + index];
            }

            Judge(step, vcpu, invariants.OfMemory(numbers));
        }
    }

    private static void Judge(Observation step, int vcpu, InvariantCheck.Result result)
    {
        for (var tried = result.Tried; tried != 0; tried &= tried - 1)
        {
            step.Try(OfInvariants + BitOperations.TrailingZeroCount(tried), vcpu);
        }

        for (var index = 0; index < result.Violations.Count; index++)
        {
            var violation = result.Violations[index];
            step.Violate(violation.Property, violation.Message, violation.Evidence);
        }
    }

    // Everybody meets twice for a rollover, so the barrier's generation is even but between the two meetings. What a CPU does
    // between them it does to all VMs at once, and not for its call.
    private void Meet(Observation step, int vcpu, Operation operation)
    {
        if (operation.Kind != OperationKind.FetchAdd)
        {
            return;
        }

        var rolled = (step.Read(new Address(map.Barrier.Index + 1)) & 1) != 0;
        foreach (var objection in judgements.OfMeeting((int)step[EffectsOf(vcpu)], step[LoadedOf(vcpu)], rolled))
        {
            step.Violate(objection.Property, objection.Message, objection.Evidence);
        }

        step[EffectsOf(vcpu)] = 0;
    }

    private ulong LoadedAs(ulong word, Exchange exchange)
    {
        var perVm = map.Configuration.VcpusPerVm;
        var loaded = LoadedVcpu.Read(word, perVm);
        return loaded.IsSome ? ((ulong)exchange.Vms[loaded.Vm] * (ulong)perVm) + (ulong)loaded.Vcpu + 1 : 0;
    }

    private int EffectsOf(int vcpu) => FirstGhost + ghost.Count + (PerCpu * vcpu);

    private int LoadedOf(int vcpu) => EffectsOf(vcpu) + 1;
}
