using System.Collections.Immutable;
using Interlock.Semantics.Programs;

namespace Interlock.CoyoteTests.Combined;

/// <summary>A vCPU of a <see cref="MixedProgram"/> as the naive explorer has it.</summary>
internal sealed record NaiveVcpu(int At, ulong Number, ulong Name, bool Sleeps, bool HasEvent, bool IsWoken);

/// <summary>A state of a <see cref="MixedProgram"/> as the naive explorer has it.</summary>
/// <param name="Memory">The words.</param>
/// <param name="Vcpus">The vCPUs.</param>
/// <param name="Order">The state of the monitor.</param>
internal sealed record NaiveState(ImmutableArray<ulong> Memory, ImmutableArray<NaiveVcpu> Vcpus, int Order)
{
    public string Text => $"{string.Join(' ', Memory)} | {string.Join(" | ", Vcpus)} | {Order}";
}

/// <summary>Where a step leads, its events and its violation.</summary>
internal sealed record NaiveStep(int Vcpu, NaiveState To, ImmutableArray<int> Notes, ImmutableHashSet<string> Broken)
{
    /// <summary>Whether the environment takes it for no reason: it may, and never has to.</summary>
    public bool IsUnprovoked { get; init; }
}

/// <summary>
/// What the lines of a <see cref="MixedProgram"/> do, from their meaning and nothing else: none of the explorer's code is used.
/// A vCPU's code between two operations is one piece, done at once. Of several vCPUs that are let go by one step, and of all of them at
/// the beginning, the pieces come in any order; those of which others hear after a wake-up come whenever that vCPU gets its turn.
/// </summary>
internal sealed class NaiveSemantics(MixedProgram program)
{
    /// <summary>All beginnings: each order in which vCPUs come to their first operations.</summary>
    public List<NaiveStep> Begin()
    {
        var begun = new List<NaiveStep>();
        Begin(new NaiveStep(0, Nothing, [], []), [.. Enumerable.Range(0, program.Vcpus.Length)], begun);
        return begun;
    }

    /// <summary>The events of a vCPU before its first operation.</summary>
    public IReadOnlyList<int> NotesAtFirst(int vcpu) => Settled(Nothing, vcpu).Notes;

    /// <summary>All steps of a vCPU in a state.</summary>
    public IEnumerable<NaiveStep> Steps(NaiveState state, int vcpu)
    {
        var self = state.Vcpus[vcpu];
        if (IsOver(state, vcpu))
        {
            return [];
        }

        if (self.IsWoken)
        {
            return [Answered(With(state, vcpu, self with { IsWoken = false }), vcpu, 0)];
        }

        var broken = program.DeclaresLocks && BreaksDiscipline(state, vcpu, program.Vcpus[vcpu][self.At]);
        return Outcomes(state, vcpu).Select(step => broken ? step with { Broken = step.Broken.Add("lock-discipline") } : step)
            .Concat(ForNoReason(state, vcpu));
    }

    public bool IsOver(NaiveState state, int vcpu) => state.Vcpus[vcpu].At == program.Vcpus[vcpu].Length;

    /// <summary>Whether a vCPU cannot go on before another one wakes it or sends an event.</summary>
    public bool IsAsleep(NaiveState state, int vcpu) => !IsOver(state, vcpu) && !state.Vcpus[vcpu].IsWoken
        && (state.Vcpus[vcpu].Sleeps || (program.Vcpus[vcpu][state.Vcpus[vcpu].At].Do == Do.WaitForEvent && !state.Vcpus[vcpu].HasEvent));

    // A sleeper wakes, or WFE completes, and the code goes on at once, with its events.
    private IEnumerable<NaiveStep> ForNoReason(NaiveState state, int vcpu)
    {
        var self = state.Vcpus[vcpu];
        var licence = self.Sleeps ? Licences.SpuriousWakes : Licences.WfeWithoutEvent;
        return IsAsleep(state, vcpu) && program.Licences.HasFlag(licence)
            ? [Answered(With(state, vcpu, self with { Sleeps = false }), vcpu, 0) with { IsUnprovoked = true }]
            : [];
    }

    private NaiveState Nothing => new(
        [.. program.Initial.Select((value, word) => value % MixedProgram.Modulus(word))],
        [.. program.Vcpus.Select(_ => new NaiveVcpu(0, 0, 0, false, false, false))],
        0);

    private void Begin(NaiveStep so, ImmutableArray<int> left, List<NaiveStep> begun)
    {
        if (left.IsEmpty)
        {
            begun.Add(so);
        }

        foreach (var vcpu in left)
        {
            var next = Settled(so.To, vcpu);
            Begin(new NaiveStep(0, next.To, [], so.Broken.Union(next.Broken)), left.Remove(vcpu), begun);
        }
    }

    private List<NaiveStep> Outcomes(NaiveState state, int vcpu)
    {
        var self = state.Vcpus[vcpu];
        var line = program.Vcpus[vcpu][self.At];
        var word = line.Do is Do.LoadNamed or Do.StoreNamed ? MixedProgram.Named + (int)self.Name - 1 : line.Word;
        var held = self.Name == 0 && line.Do is (Do.LoadNamed or Do.StoreNamed) ? 0 : state.Memory[word];
        var modulus = MixedProgram.Modulus(word);
        var sleepers = Enumerable.Range(0, state.Vcpus.Length)
            .Where(other => state.Vcpus[other].Sleeps && program.Vcpus[other][state.Vcpus[other].At].Word == line.Word)
            .ToList();
        NaiveState Write(ulong value) => state with { Memory = state.Memory.SetItem(word, value % modulus) };
        List<NaiveStep> Goes(NaiveState from, ulong answer) => [Answered(from, vcpu, answer)];
        switch (line.Do)
        {
            case Do.Load:
                return Goes(state, held);
            case Do.Store:
                return Goes(Write(line.Operand), 0);
            case Do.StoreNumber:
                return Goes(Write(self.Number + line.Operand), 0);
            case Do.CompareExchange:
                return Goes(held == line.Expected % modulus ? Write(line.Operand) : state, held);
            case Do.Exchange:
                return Goes(Write(line.Operand), held);
            case Do.FetchAdd:
                return Goes(Write(line.Operand == ulong.MaxValue ? held + modulus - 1 : held + line.Operand), held);
            case Do.Choose:
                return [.. Enumerable.Range(0, (int)line.Operand).SelectMany(choice => Goes(state, (ulong)choice))];
            case Do.PickName:
                return [.. Enumerable.Range(1, 2).SelectMany(name => Goes(state, (ulong)name))];
            case Do.TakeName:
                return Goes(state, held);
            case Do.SaveName:
                return Goes(Write(self.Name), 0);
            case Do.LoadNamed:
                return Goes(state, held);
            case Do.StoreNamed when self.Name > 0:
                return Goes(Write(line.Operand), 0);
            case Do.WaitForEvent:
                return self.HasEvent ? Goes(With(state, vcpu, self with { HasEvent = false }), 0) : [];
            case Do.SendEvent:
                return Goes(state with { Vcpus = [.. state.Vcpus.Select(any => any with { HasEvent = true })] }, 0);
            case Do.Wait when self.Sleeps:
                return [];
            case Do.Wait when held == line.Expected % modulus:
                return [new NaiveStep(vcpu, With(state, vcpu, self with { Sleeps = true }), [], [])];
            case Do.WakeOne when sleepers.Count > 0:
                return [.. sleepers.SelectMany(other => Goes(Wake(state, other), 1))];
            case Do.WakeAll:
                return Goes(sleepers.Aggregate(state, Wake), (ulong)sleepers.Count);
            case Do.Acquire when held == 0:
                return Goes(Write((ulong)vcpu + 1), 0);
            case Do.Acquire:
                return program.LocksBlock ? [] : [new NaiveStep(vcpu, state, [], [])];
            case Do.Release:
                return Goes(Write(0), 0);
            default:
                return Goes(state, 0);
        }
    }

    // Code without an event or a violation is not observed: it may as well have come to its next operation at once.
    private NaiveState Wake(NaiveState state, int vcpu)
    {
        var awake = With(state, vcpu, state.Vcpus[vcpu] with { Sleeps = false });
        var step = Answered(awake, vcpu, 0);
        return step.Notes.IsEmpty && step.Broken.IsEmpty ? step.To : With(awake, vcpu, awake.Vcpus[vcpu] with { IsWoken = true });
    }

    private NaiveStep Answered(NaiveState state, int vcpu, ulong answer)
    {
        var (self, line) = (state.Vcpus[vcpu], program.Vcpus[vcpu][state.Vcpus[vcpu].At]);
        return Settled(
            With(state, vcpu, self with
            {
                At = self.At + 1,
                Number = line.LosesNumber ? answer : self.Number,
                Name = line.LosesName ? answer : self.Name,
            }),
            vcpu);
    }

    // Goes through what is no operation, and forgets registers that nobody will ask for.
    private NaiveStep Settled(NaiveState state, int vcpu)
    {
        var (code, self) = (program.Vcpus[vcpu], state.Vcpus[vcpu]);
        var (at, order, notes, broken) = (self.At, state.Order, new List<int>(), new HashSet<string>());
        while (at < code.Length && !code[at].IsOperation)
        {
            var line = code[at++];
            var isMet = self.Number == line.Operand;
            if (line.Do == Do.Note)
            {
                notes.Add(line.Word);
                order = Hear(order, line.Word, vcpu, broken);
            }
            else if (isMet && line.Do is (Do.AssertNot or Do.ThrowIf))
            {
                broken.Add(line.Do == Do.AssertNot ? "assertions" : "no-run-time-error");
                at = code.Length;
            }
            else if (line.IsJump && isMet == (line.Do == Do.JumpIf))
            {
                at = line.Target;
            }
        }

        var isEnd = at == code.Length;
        var settled = self with
        {
            At = at,
            Number = isEnd || code[at].LosesNumber ? 0 : self.Number,
            Name = isEnd || code[at].LosesName ? 0 : self.Name,
        };
        return new NaiveStep(vcpu, With(state, vcpu, settled) with { Order = order }, [.. notes], [.. broken]);
    }

    private int Hear(int order, int note, int vcpu, HashSet<string> broken)
    {
        if (program.Demands.Order is not { } table)
        {
            return order;
        }

        var next = table[(((order * MixedProgram.Notes.Length) + note) * program.Vcpus.Length) + vcpu];
        if (next < MixedProgram.MonitorStates)
        {
            return next;
        }

        broken.Add("order");
        return 0;
    }

    private bool BreaksDiscipline(NaiveState state, int vcpu, Line line)
    {
        var (a, b) = (Holds(state, vcpu, MixedProgram.LockA), Holds(state, vcpu, MixedProgram.LockB));
        var touches = line.Do is Do.Load or Do.Store or Do.StoreNumber or Do.CompareExchange or Do.Exchange or Do.FetchAdd;
        return line.Do switch
        {
            Do.Acquire => program.Ranked && (line.Word == MixedProgram.LockA ? a || b : b),
            Do.Release => line.Word == MixedProgram.LockA ? !a : !b,
            _ when !touches => false,
            Do.Load when line.Word == MixedProgram.ByBoth => !(a || b),
            _ => line.Word switch
            {
                MixedProgram.ByA => !a,
                MixedProgram.ByBoth => !(a && b),
                MixedProgram.Own => vcpu != program.Owner,
                _ => false,
            },
        };
    }

    private static bool Holds(NaiveState state, int vcpu, int word) => state.Memory[word] == (ulong)vcpu + 1;

    private static NaiveState With(NaiveState state, int vcpu, NaiveVcpu changed) =>
        state with { Vcpus = state.Vcpus.SetItem(vcpu, changed) };
}
