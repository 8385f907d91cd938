using Interlock.Semantics.Machines;
using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.Programs;

/// <summary>The facts of a program's states: those that it declares, the positions of its code, each word, the machine.</summary>
internal sealed class ProgramFacts(ProgramSystem system, ConcurrentProgram program, Machine machine)
{
    public IEnumerable<Fact> All() => program.Facts.Select(Told).Concat(Code()).Concat(Words()).Concat(Machine());

    private Fact Told(MemoryFact fact) => new(
        fact.Name,
        fact.Group,
        [.. fact.Words.Select(word => word.Index), .. fact.Own.Select(own => system.MachineBase + own)],
        state => fact.Read(system.MemoryOf(state)));

    private IEnumerable<Fact> Code() => Enumerable.Range(0, system.VcpuCount).Select(vcpu => new Fact(
        system.Actors[vcpu],
        "code",
        [system.LocalBase + vcpu],
        state => system.Local(state, vcpu).Pending is { } pending
            ? $"{OperationText.Of(pending, program)} at {pending.Site}"
            : "finished"));

    private IEnumerable<Fact> Words() => Enumerable.Range(0, program.Words.Count).Select(word => new Fact(
        program.Words[word].Name, "memory", [word], state => program.Words[word].Show(state[word])));

    private IEnumerable<Fact> Machine()
    {
        var own = machine.OwnWords(system.VcpuCount);
        IReadOnlyList<int> words = [.. Enumerable.Range(system.MachineBase, own)];
        var names = machine.Describe(new ulong[own], system.VcpuCount);
        return Enumerable.Range(0, names.Count).Select(index => new Fact(
            names[index].Name,
            "machine",
            words,
            state => machine.Describe(state.Slice(system.MachineBase, own), system.VcpuCount)[index].Value));
    }
}
