using System.Runtime.CompilerServices;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Semantics.Reductions.Symmetries;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Programs;

/// <summary>
/// A <see cref="ConcurrentProgram"/> on a <see cref="Machine"/>. A state consists of the words of memory, the machine's own
/// words, the monitors' words, and per vCPU the number of its continuation; the fingerprint covers exactly these.
/// </summary>
[Stateless("The search's own: no code that is explored has it.", IsOfSearch = true)]
internal partial class ProgramSystem : TransitionSystem
{
    private readonly ConcurrentProgram program;
    private readonly Machine machine;
    private readonly LocalStates locals;
    private readonly ProgramText text;
    private readonly Watchers watchers;
    private readonly ulong[] moduli;
    private readonly int ownWords;
    private readonly string[] vcpus;
    private readonly int buffers;
    private readonly int localBase;
    private readonly Judged judged;
    private readonly PredicateChecks predicates;
    private readonly ProgramExtent extent;
    private volatile IReadOnlyList<string> claims = [];
    private volatile bool hasTriedMachine; // as below
    private volatile bool hasSlept; // in some execution: it is said of the system, and no execution sees it

    /// <summary>A program on a machine.</summary>
    /// <param name="program">The program.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="furtherWords">The number of words at the end of the state vector that a derived system needs.</param>
    /// <param name="judged">The judged properties.</param>
    public ProgramSystem(ConcurrentProgram program, Machine machine, int furtherWords = 0, Judged judged = default)
    {
        this.program = program;
        this.machine = machine = machine.For(program);
        this.judged = judged;
        extent = program.Extent;
        predicates = new PredicateChecks(program, judged);
        MachineBase = program.Words.Count;
        ownWords = machine.OwnWords(program.Vcpus.Count);
        watchers = new Watchers(
            program, ownWords, program.Discipline is { Words.Count: > 0 } discipline ? new DisciplineMonitor(discipline) : null, judged);
        localBase = watchers.End;
        Width = localBase + program.Vcpus.Count + furtherWords;
        Witnesses = watchers.Witnesses;
        vcpus = [.. Enumerable.Range(0, program.Vcpus.Count).Select(vcpu => $"vcpu{vcpu}")];
        buffers = machine.Buffers;
        Actors = [.. vcpus, .. vcpus.Take(buffers).Select(vcpu => $"{vcpu}'s buffer")];
        Goals = program.RequiresProgress && judged.Has(program.ProgressProperty)
            ? [.. vcpus.Select(actor => program.ProgressNote is null
                ? $"{actor} can finish"
                : $"{actor} can finish or remark '{program.ProgressNote}' again")]
            : [];
        moduli = [.. program.Words.Select(word => word.Modulus)];
        locals = new LocalStates(program, Remark, Refuse);
        text = new ProgramText(this, program, machine);
        Representatives = program.Symmetry is { } symmetry
            ? new Representatives(
                symmetry, program, new RenamedCode(symmetry, locals, Begin), [.. watchers.WithState], ownWords, localBase, furtherWords)
            : null;
        Liveness = ProgramLiveness.Of(program, vcpus, watchers.StateBaseOf, MachineBase + ownWords, judged);
    }

    public override int Width { get; }

    public override string Memory =>
        string.Join(", ", LicenceNames.Of(program.Licences).Prepend(machine.Name).Concat(Representatives is null ? [] : ["symmetry"]));

    public override IReadOnlyList<string> Actors { get; }

    public override IReadOnlyList<string> Witnesses { get; }

    public override IReadOnlyDictionary<string, long> Distinct =>
        program.Counts.ToDictionary(count => count.Name, count => count.Count);

    // A mutant of code that is never run would pass for one that nothing finds.
    public override IReadOnlyList<string> NeverChecked =>
    [
        .. predicates.NeverChecked,
        .. program.Dropped is { } dropped && OperationsSeen.All(operation => operation.Site != dropped)
            ? [$"an operation at {dropped} that could be dropped"] : Enumerable.Empty<string>(),
    ];

    public override IReadOnlyList<Trial> Trials => watchers.Trials;

    public override string? Flaw => program.Vcpus.Count == 0 ? "the program has no vCPU, so nothing runs in it" : null;

    // Every program judges deadlock freedom and the absence of run-time errors; if a vCPU sleeps, lost wake-ups too.
    public override IReadOnlyList<JudgedProperty> Judgements(IReadOnlyList<TrialCount> tried, long steps) => !judged.IsAll ? [] :
    [
        .. watchers.Judgements(tried, steps),
        .. predicates.Judgements(steps),
        new JudgedProperty("assertions", locals.Asserted, "an assertion that was reached", MayBeMissing: true),
        new JudgedProperty("deadlock-freedom", steps, "a step"),
        new JudgedProperty("no-lost-wake-up", HasSlept ? 1 : 0, "a vCPU that sleeps or waits for an event", MayBeMissing: true),
        .. machine.OwnProperty is var (name, condition)
            ? [new JudgedProperty(name, hasTriedMachine ? 1 : 0, condition, MayBeMissing: true)] : Array.Empty<JudgedProperty>(),
        .. program.RequiresProgress ? [new JudgedProperty(program.ProgressProperty, steps, "a step")] : Array.Empty<JudgedProperty>(),
        new JudgedProperty("no-run-time-error", steps, "a step"),
    ];

    public override IReadOnlyList<string> Assumptions => [.. machine.Assumptions(OperationsSeen, program.Licences), .. claims];

    public override IReadOnlyList<string> Goals { get; }

    public override IReadOnlyList<LivenessProperty> Liveness { get; }

    /// <summary>Finds the representative of an orbit; null without symmetry reduction.</summary>
    internal Representatives? Representatives { get; }

    internal int MachineBase { get; }

    /// <summary>Where in the state vector the numbers of the vCPUs' continuations begin.</summary>
    internal int LocalBase => localBase;

    /// <summary>Where in the state vector the monitors' words are.</summary>
    internal Range MonitorWords => (MachineBase + ownWords)..localBase;

    internal int VcpuCount => program.Vcpus.Count;

    /// <summary>The explored program.</summary>
    internal ConcurrentProgram Program => program;

    /// <summary>The machine that performs operations.</summary>
    internal Machine Machine => machine;

    private protected LocalStates Locals => locals;

    private bool HasSlept => hasSlept || OperationsSeen.Any(operation => operation.Kind == OperationKind.WaitForEvent);

    /// <summary>The first of the words that a derived system keeps.</summary>
    private protected int FurtherBase => localBase + VcpuCount;

    public override void Start(Expansion into)
    {
        if (program.Extent != extent)
        {
            throw new UnsupportedStateException("the program was added to after AsSystem was called: what was added would not be looked at. Call AsSystem last.");
        }

        claims = SpecificationCheck.Require(program, machine);
        new Beginnings(this, watchers).Fill(into);
        Representatives?.Replace(into);
    }

    public sealed override void Expand(ReadOnlySpan<ulong> state, Expansion into, bool afresh = false)
    {
        ExpandWhole(state, into, afresh);
        Representatives?.Replace(into);
    }

    public sealed override void ExpandAsIs(ReadOnlySpan<ulong> state, Expansion into) => ExpandWhole(state, into, afresh: true);

    /// <summary>Writes the successors of a state without symmetry reduction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal virtual void ExpandWhole(ReadOnlySpan<ulong> state, Expansion into, bool afresh)
    {
        into.Reset(state);
        var turn = (Turn)(into.Scratch ??= new Turn(this, into));
        for (var vcpu = 0; vcpu < program.Vcpus.Count; vcpu++)
        {
            var local = locals[state[localBase + vcpu]];
            if (local.Pending is not null)
            {
                turn.Start(vcpu, local, afresh);
                machine.Outcomes(turn);
            }
        }

        for (var buffer = 0; buffer < buffers; buffer++)
        {
            turn.Start(program.Vcpus.Count + buffer);
            machine.Drain(turn, buffer);
        }
    }

    public override Violation? Check(ReadOnlySpan<ulong> state)
    {
        if (predicates.IsEmpty)
        {
            return null;
        }

        var memory = MemoryOf(state);
        var broken = predicates.Broken(memory) ?? (AllFinished(state) && machine.IsAtRest(Own(state)) ? predicates.BrokenAtEnd(memory) : null);
        return broken is null ? null : new Violation(
            ViolationKind.Invariant,
            broken.Name,
            $"{broken.Name} does not hold when {string.Join(", ", Describe(state).Select(value => $"{value.Name} = {value.Value}"))}")
        {
            Evidence = broken.Evidence?.Invoke(memory) ?? new BrokenCondition(broken.Name),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ulong GoalsMet(ReadOnlySpan<ulong> state)
    {
        ulong met = 0;
        for (var vcpu = 0; vcpu < VcpuCount; vcpu++)
        {
            met |= Local(state, vcpu).Pending is null ? 1UL << vcpu : 0;
        }

        return met;
    }

    public override Violation? CheckStopped(ReadOnlySpan<ulong> state) =>
        AllFinished(state) || text.Stopped(state) is not { } stopped || !judged.Has(stopped.Property) ? null : stopped;

    internal bool Judges(string property) => judged.Has(property);
    public override TransitionSystem JudgedBy(string property) => program.AsSystem(machine, property);
    public override Violation CheckStuck(ReadOnlySpan<ulong> state, int goal) => text.Stuck(state, goal);

    public override IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> state) => text.Of(state);

    public override IReadOnlyList<VcpuView> Views(ReadOnlySpan<ulong> state) => text.Views(state);

    public override IReadOnlyList<Fact> Facts => [.. new ProgramFacts(this, program, machine).All()];
    public override StatePicture? Picture(ReadOnlySpan<ulong> state) => program.Picture?.Invoke(MemoryOf(state));
    public sealed override Transition Describe(Expansion expansion, int successor)
    {
        if (Representatives is null)
        {
            return DescribeWhole(expansion, successor);
        }

        var again = new Expansion(Width, Witnesses.Count, wide: false);
        ExpandWhole(expansion.Parent, again, afresh: false);
        return Representatives.Note(DescribeWhole(again, successor), again, successor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Memory MemoryOf(ReadOnlySpan<ulong> state) => new(state[..MachineBase], state.Slice(MachineBase, ownWords));

    /// <summary>Where in the state vector a monitor's words begin.</summary>
    internal int StateBaseOf(PropertyMonitor monitor) => watchers.StateBaseOf(monitor);

    /// <summary>The index of a monitor's first trial.</summary>
    internal int TrialOf(PropertyMonitor monitor) => watchers.TrialBaseOf(monitor);

    /// <summary>The operations that vCPUs have come to so far.</summary>
    internal IReadOnlyCollection<Operation> OperationsSeen => locals.Operations;

    /// <summary>The text of a transition that <see cref="ExpandWhole"/> has written.</summary>
    private protected virtual Transition DescribeWhole(Expansion expansion, int successor) => text.Of(expansion, successor);

    public override IReadOnlyList<CodeStep> CodeSteps(int most) => new RepeatableCode(locals, Begin, vcpus).Remembered(most);

    public override string? FirstOther(IReadOnlyList<CodeStep> steps) => new RepeatableCode(locals, Begin, vcpus).FirstOther(steps);

    /// <summary>The effect of a vCPU's code up to its first operation.</summary>
    internal LocalStep Begin(int vcpu) => locals.Begin(vcpu);

    internal LocalState Local(ReadOnlySpan<ulong> state, int vcpu) => locals[state[localBase + vcpu]];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Wrap(Address address, ulong value)
    {
        var modulus = moduli[address.Index];
        return modulus == 0 || value < modulus ? value : value % modulus;
    }

    // Less than nothing counts down from the modulus, as it would from 2^64: where the one does not divide the other, the
    // remainder of a sum that has wrapped at 64 bits would be another number.
    internal ulong Sum(Address address, ulong held, ulong addend)
    {
        var modulus = moduli[address.Index];
        if (modulus == 0 || (long)addend >= 0)
        {
            return held + addend;
        }

        var less = (0 - addend) % modulus;
        return held >= less ? held - less : held + (modulus - less);
    }

    /// <summary>Shows a step's operation to the monitors that watch its word, or maintenance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Observe(Expansion expansion, int vcpu, Operation operation) =>
        watchers.OnAccess(expansion, vcpu, operation);

    /// <summary>Shows a guest's access to the monitors that watch guests.</summary>
    internal void ObserveGuest(Expansion expansion, int vcpu, in GuestAccess access) =>
        watchers.OnGuestAccess(expansion, vcpu, access);

    /// <summary>Shows the monitors that watch a word that a vCPU has fallen asleep on it.</summary>
    internal void ObserveSleep(Expansion expansion, int vcpu, Operation operation)
    {
        hasSlept = true;
        watchers.OnSleep(expansion, vcpu, operation);
    }

    /// <summary>Hears that the machine's own property was put to the test.</summary>
    internal void Try()
    {
        if (!hasTriedMachine)
        {
            hasTriedMachine = true;
        }
    }

    /// <summary>Hears that a guest's access reaches a word of memory.</summary>
    internal virtual void Reach(Expansion expansion, int vcpu, Address address)
    {
    }

    /// <summary>Why a vCPU that the machine lets go on cannot take a step, for a reader; null if it can.</summary>
    internal virtual string? Waits(ReadOnlySpan<ulong> state, int vcpu) => null;

    /// <summary>Runs a vCPU's code on from its operation's result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Run(Expansion expansion, int vcpu, LocalState local, ulong result, bool afresh)
    {
        var step = local.After(result) ?? locals.Resume(local, result);
        if (afresh)
        {
            locals.Confirm(local, result, step);
        }

        expansion.Set(localBase + vcpu, step.Next.Id);
        if (step.IsRemarkable)
        {
            Tell(expansion, vcpu, step);
        }
    }

    /// <summary>Ends a vCPU's sleep: its code runs on, or is to go on by a step of its own.</summary>
    internal void Wake(Expansion expansion, int vcpu, LocalState local, bool afresh)
    {
        var step = local.WhenWoken ?? locals.Wake(local);
        if (afresh)
        {
            locals.Confirm(local, 0, local.After(0)!);
        }

        expansion.Set(localBase + vcpu, step.Next.Id);
    }

    /// <summary>Passes the events of a vCPU's code, or its exception, to the monitors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Tell(Expansion expansion, int vcpu, LocalStep step)
    {
        foreach (var remark in step.Remarks)
        {
            if (remark.IsProgress)
            {
                expansion.Meet(vcpu);
            }

            if (remark.Witness >= 0)
            {
                expansion.Witness(remark.Witness);
            }

            watchers.OnNote(expansion, vcpu, remark.Note);
        }

        if (step.Fault is not null && FaultText.Of(step.Fault, vcpu, Actors[vcpu]) is var broken && judged.Has(broken.Property))
        {
            expansion.Violate(broken);
        }
    }

    private Remark Remark(Note note) => new(
        note,
        Goals.Count > 0 && program.ProgressNotes.Contains(note.Name),
        judged.IsAll ? program.Witnesses.ToList().IndexOf(note.Name) : -1,
        program.Monitors.Count > 0 && !program.CommutingNotes.Contains(note.Name));
}
