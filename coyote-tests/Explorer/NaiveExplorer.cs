using System.Collections.Immutable;
using Interlock.Semantics.Programs;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>
/// Every execution of a <see cref="RandomProgram"/>, by plain recursion over texts: nothing of the explorer is used, and
/// nothing here is meant to be fast.
/// </summary>
internal sealed class NaiveExplorer(RandomProgram program, int mostStates, Licences licences = Licences.None)
{
    private readonly Dictionary<string, List<(int Actor, string Next, bool IsUnprovoked)>> steps = [];
    private readonly HashSet<string> finished = [];
    private readonly HashSet<string> deadlocked = [];
    private string start = string.Empty;

    public int States => steps.Count;

    public int Transitions => steps.Values.Sum(next => next.Count);

    public int Deadlocks => deadlocked.Count;

    /// <summary>The memories with which all vCPUs end.</summary>
    public SortedSet<string> Ends { get; } = [];

    /// <summary>Whether it has more states than it may.</summary>
    public bool IsTooLarge => States > mostStates;

    public void Explore()
    {
        var first = new Machine(
            program.Initial, [.. program.Vcpus.Select(_ => new Vcpu(0, 0, false, false))]);
        for (var vcpu = 0; vcpu < program.Vcpus.Length; vcpu++)
        {
            first = Settle(first, vcpu);
        }

        start = Text(first);
        Visit(first);
    }

    /// <summary>Steps to the nearest deadlock; null if there is none.</summary>
    public int? NearestDeadlock()
    {
        var distance = new Dictionary<string, int> { [start] = 0 };
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out var state))
        {
            if (deadlocked.Contains(state))
            {
                return distance[state];
            }

            foreach (var (_, next, _) in steps[state])
            {
                if (distance.TryAdd(next, distance[state] + 1))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return null;
    }

    /// <summary>Whether from every state every vCPU can still end.</summary>
    public bool AllCanEnd() => Enumerable.Range(0, program.Vcpus.Length).All(vcpu =>
    {
        var can = steps.Keys.Where(state => finished.Contains($"{vcpu}:{state}")).ToHashSet();
        int before;
        do
        {
            before = can.Count;
            can.UnionWith(steps.Where(state => state.Value.Any(step => !step.IsUnprovoked && can.Contains(step.Next))).Select(state => state.Key).ToList());
        }
        while (can.Count != before);
        return can.Count == steps.Count;
    });

    private void Visit(Machine machine)
    {
        var state = Text(machine);
        if (IsTooLarge || steps.ContainsKey(state))
        {
            return;
        }

        steps[state] = [];
        for (var vcpu = 0; vcpu < machine.Vcpus.Length; vcpu++)
        {
            if (IsOver(machine, vcpu))
            {
                finished.Add($"{vcpu}:{state}");
                continue;
            }

            foreach (var next in Outcomes(machine, vcpu))
            {
                steps[state].Add((vcpu, Text(next), false));
                Visit(next);
            }

            if (ForNoReason(machine, vcpu) is { } stirred)
            {
                steps[state].Add((vcpu, Text(stirred), true));
                Visit(stirred);
            }
        }

        if (Enumerable.Range(0, machine.Vcpus.Length).All(vcpu => IsOver(machine, vcpu)))
        {
            Ends.Add(string.Join(' ', machine.Memory));
        }
        else if (steps[state].All(step => step.IsUnprovoked))
        {
            deadlocked.Add(state);
        }
    }

    private List<Machine> Outcomes(Machine machine, int vcpu)
    {
        var self = machine.Vcpus[vcpu];
        var at = program.Vcpus[vcpu][self.At];
        var held = machine.Memory[at.Word];
        var modulus = program.Moduli[at.Word];
        var others = Enumerable.Range(0, machine.Vcpus.Length)
            .Where(other => machine.Vcpus[other].Sleeps && program.Vcpus[other][machine.Vcpus[other].At].Word == at.Word)
            .ToList();
        Machine Write(ulong value) => machine with { Memory = machine.Memory.SetItem(at.Word, value % modulus) };
        Machine Goes(Machine from, ulong answer) => Answer(from, vcpu, answer);
        switch (at.Code)
        {
            case Code.Load:
                return [Goes(machine, held)];
            case Code.Store:
                return [Goes(Write(at.Operand), 0)];
            case Code.StoreAccumulator:
                return [Goes(Write(self.Accumulator + at.Operand), 0)];
            case Code.CompareExchange:
                return [Goes(held == at.Expected % modulus ? Write(at.Operand) : machine, held)];
            case Code.Exchange:
                return [Goes(Write(at.Operand), held)];
            case Code.FetchAdd:
                return [Goes(Write(at.Operand == ulong.MaxValue ? held + modulus - 1 : held + at.Operand), held)];
            case Code.Choose:
                return [.. Enumerable.Range(0, (int)at.Operand).Select(choice => Goes(machine, (ulong)choice))];
            case Code.WaitForEvent:
                return self.HasEvent ? [Goes(With(machine, vcpu, self with { HasEvent = false }), 0)] : [];
            case Code.SendEvent:
                return [Goes(machine with { Vcpus = [.. machine.Vcpus.Select(any => any with { HasEvent = true })] }, 0)];
            case Code.Wait when self.Sleeps:
                return [];
            case Code.TimedWait when self.Sleeps:
                return [Goes(With(machine, vcpu, self with { Sleeps = false }), 1)];
            case Code.FetchOr:
                return [Goes(Write(held | (at.Operand % modulus)), held)];
            case Code.FetchAnd:
                return [Goes(Write(held & (at.Operand % modulus)), held)];
            case Code.FetchXor:
                return [Goes(Write(held ^ (at.Operand % modulus)), held)];
            case Code.FetchMin:
                return [Goes(Write(held < at.Operand % modulus ? held : at.Operand), held)];
            case Code.FetchMax:
                return [Goes(Write(held > at.Operand % modulus ? held : at.Operand), held)];
            case Code.Wait or Code.TimedWait when held == at.Expected % modulus:
                return [With(machine, vcpu, self with { Sleeps = true })];
            case Code.WakeOne when others.Count > 0:
                return [.. others.Select(other => Wake(Goes(machine, 1), other))];
            case Code.WakeAll:
                return [others.Aggregate(Goes(machine, (ulong)others.Count), Wake)];
            default:
                return [Goes(machine, 0)];
        }
    }

    // What the environment may do and need not.
    private Machine? ForNoReason(Machine machine, int vcpu)
    {
        var self = machine.Vcpus[vcpu];
        var isWfe = program.Vcpus[vcpu][self.At].Code == Code.WaitForEvent;
        return self.Sleeps && licences.HasFlag(Licences.SpuriousWakes) ? Wake(machine, vcpu)
            : isWfe && !self.HasEvent && licences.HasFlag(Licences.WfeWithoutEvent) ? Answer(machine, vcpu, 0)
            : null;
    }

    private Machine Wake(Machine machine, int vcpu) =>
        Answer(With(machine, vcpu, machine.Vcpus[vcpu] with { Sleeps = false }), vcpu, 0);

    private Machine Answer(Machine machine, int vcpu, ulong answer)
    {
        var self = machine.Vcpus[vcpu];
        var accumulator = program.Vcpus[vcpu][self.At].Overwrites ? answer : self.Accumulator;
        return Settle(With(machine, vcpu, self with { At = self.At + 1, Accumulator = accumulator }), vcpu);
    }

    // Goes through jumps to the next operation, and forgets an accumulator that nobody will ask for.
    private Machine Settle(Machine machine, int vcpu)
    {
        var (code, self) = (program.Vcpus[vcpu], machine.Vcpus[vcpu]);
        while (self.At < code.Length && code[self.At].IsJump)
        {
            var jump = code[self.At];
            var isTaken = (self.Accumulator == jump.Operand) == (jump.Code == Code.JumpIfEqual);
            self = self with { At = isTaken ? jump.Target : self.At + 1 };
        }

        var isDead = self.At == code.Length || code[self.At].Overwrites;
        return With(machine, vcpu, isDead ? self with { Accumulator = 0 } : self);
    }

    private bool IsOver(Machine machine, int vcpu) => machine.Vcpus[vcpu].At == program.Vcpus[vcpu].Length;

    private static Machine With(Machine machine, int vcpu, Vcpu changed) =>
        machine with { Vcpus = machine.Vcpus.SetItem(vcpu, changed) };

    private static string Text(Machine machine) =>
        $"{string.Join(' ', machine.Memory)} | {string.Join(" | ", machine.Vcpus)}";

    private sealed record Machine(ImmutableArray<ulong> Memory, ImmutableArray<Vcpu> Vcpus);

    private sealed record Vcpu(int At, ulong Accumulator, bool Sleeps, bool HasEvent);
}
