using Interlock.Semantics.Machines;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Programs;

/// <summary>States and steps of a program in words, and what is wrong with a state that leads nowhere.</summary>
internal sealed class ProgramText(ProgramSystem system, ConcurrentProgram program, Machine machine)
{
    public Violation Stopped(ReadOnlySpan<ulong> state)
    {
        var asleep = false;
        var stuck = new List<string>();
        var vcpus = new List<StuckVcpu>();
        for (var vcpu = 0; vcpu < system.VcpuCount; vcpu++)
        {
            if (system.Local(state, vcpu).Pending is { } pending)
            {
                var reason = machine.Asleep(system.Own(state), vcpu, pending);
                asleep |= reason is not null;
                stuck.Add($"{system.Actors[vcpu]} {reason ?? system.Waits(state, vcpu) ?? "is blocked"} at {pending.Site}");
                vcpus.Add(Stuck(state, vcpu, pending));
            }
        }

        return new Violation(
            ViolationKind.Deadlock,
            asleep ? "no-lost-wake-up" : "deadlock-freedom",
            $"nobody can take a step: {string.Join("; ", stuck)}")
        {
            Evidence = new StuckVcpus(vcpus),
        };
    }

    public Violation Stuck(ReadOnlySpan<ulong> state, int goal)
    {
        var what = program.ProgressNote is null ? "finish" : $"finish or remark '{program.ProgressNote}' again";
        var pending = system.Local(state, goal).Pending!;
        var reason = machine.Asleep(system.Own(state), goal, pending) ?? system.Waits(state, goal) ?? "is running";
        return new Violation(
            ViolationKind.Livelock,
            program.ProgressProperty,
            $"from here {system.Actors[goal]} can never {what}, whatever anybody does; it {reason} at {pending.Site}")
        {
            Evidence = new StuckVcpus([Stuck(state, goal, pending)]),
        };
    }

    /// <summary>What the values of <see cref="Of(ReadOnlySpan{ulong})"/> mean, by name.</summary>
    public IReadOnlyDictionary<string, WordMeaning> Meanings
    {
        get
        {
            var meanings = new Dictionary<string, WordMeaning>(machine.Meanings(system.VcpuCount), StringComparer.Ordinal);
            foreach (var word in program.Words.Where(word => word.Meaning.Kind != WordKind.Plain))
            {
                meanings[word.Name] = word.Meaning;
            }

            return meanings;
        }
    }

    private StuckVcpu Stuck(ReadOnlySpan<ulong> state, int vcpu, Operation pending) => new(
        vcpu,
        pending,
        OperationText.Of(pending, program),
        pending.Kind.HasWord() ? NameOf(pending.Address) : string.Empty,
        system.Waits(state, vcpu) is not null);

    public IReadOnlyList<NamedValue> Of(ReadOnlySpan<ulong> state)
    {
        var values = new List<NamedValue>(Values(state));
        for (var vcpu = 0; vcpu < system.VcpuCount; vcpu++)
        {
            var pending = system.Local(state, vcpu).Pending;
            values.Add(new NamedValue(
                system.Actors[vcpu],
                pending is null
                    ? "finished"
                    : $"{system.Waits(state, vcpu) ?? OperationText.Of(pending, program)} at {pending.Site}"));
        }

        return values;
    }

    public Transition Of(Expansion expansion, int successor)
    {
        var (actor, choice) = (expansion[successor].Actor, expansion[successor].Choice);
        if (actor >= system.VcpuCount)
        {
            return Drained(expansion, successor);
        }

        var local = system.Local(expansion.Parent, actor);
        var pending = local.Pending!;
        var changes = Changes(expansion, successor);
        var notes = local.Heard(expansion[successor].Result).Select(remark => remark.Note.Name);
        return new Transition(
            actor,
            choice,
            expansion[successor].IsUnprovoked
                ? OperationText.Unprovoked(pending, program)
                : OperationText.Of(pending, program, expansion[successor].Result),
            pending.Site.ToString(),
            changes,
            [.. notes])
        {
            Performed = Performed(expansion, successor, local),
            Accesses = AccessesOf(expansion, successor, pending),
        };
    }

    private Transition Drained(Expansion expansion, int successor)
    {
        var own = system.Own(expansion.Parent);
        var actor = expansion[successor].Actor;
        var buffer = actor - system.VcpuCount;
        var word = machine.DrainedWord(own, buffer);
        return new Transition(
            actor, expansion[successor].Choice, machine.DrainText(own, buffer), string.Empty, Changes(expansion, successor), [])
        {
            Accesses = [new NamedAccess(program.Words[word].Name, Reads: false, Writes: true)],
        };
    }

    private Change[] Changes(Expansion expansion, int successor) =>
    [
        .. Values(expansion.Parent).Zip(Values(expansion.State(successor)))
            .Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => new Change(pair.First.Name, pair.First.Value, pair.Second.Value)),
    ];

    private IReadOnlyList<NamedAccess> AccessesOf(Expansion expansion, int successor, Operation operation)
    {
        var (actor, choice, result) = (expansion[successor].Actor, expansion[successor].Choice, expansion[successor].Result);
        if (expansion[successor].IsUnprovoked)
        {
            return machine.UnprovokedAccesses(operation);
        }

        if (operation.Kind.HasWord())
        {
            var holdsExpected = operation.Kind == OperationKind.CompareExchange
                && result == system.Wrap(operation.Address, operation.Expected);
            return machine.Accesses(operation, holdsExpected, result, program.Words[operation.Address.Index].Name);
        }

        var guest = system.GuestAccesses(expansion.Parent, actor);
        return choice < guest.Count
            ?
            [
                .. Translations(machine.TranslatedBy(system.MemoryOf(expansion.Parent), actor, guest[choice])),
                .. guest[choice].IsFault ? [] : new[]
                {
                    new NamedAccess(
                        program.Words[guest[choice].Word.Index].Name,
                        Reads: guest[choice].Kind != GuestAccessKind.Store,
                        Writes: guest[choice].Kind == GuestAccessKind.Store),
                },
            ]
            :
            [
                .. machine.Accesses(operation, false, result, string.Empty),
                .. Translations(machine.Cached(
                    system.MemoryOf(expansion.Parent), system.MemoryOf(expansion.State(successor)), actor)),
            ];
    }

    private IEnumerable<NamedAccess> Translations(IReadOnlyList<Address> words) => words.Select(word =>
        new NamedAccess(program.Words[word.Index].Name, Reads: true, Writes: false, IsTranslation: true));

    public IReadOnlyList<VcpuView> Views(ReadOnlySpan<ulong> state)
    {
        var views = new List<VcpuView>();
        for (var vcpu = 0; vcpu < system.VcpuCount; vcpu++)
        {
            if (machine.View(system.MemoryOf(state), vcpu, NameOf) is { } view)
            {
                views.Add(view);
            }
        }

        return views;
    }

    private PerformedOperation Performed(Expansion expansion, int successor, LocalState local)
    {
        var (actor, choice, result) = (expansion[successor].Actor, expansion[successor].Choice, expansion[successor].Result);
        var (operation, guest) = (local.Pending!, system.GuestAccesses(expansion.Parent, actor));
        var translation = choice < guest.Count
            ? machine.Translate(system.MemoryOf(expansion.Parent), actor, guest[choice], NameOf)
            : null;
        Address? word = operation.Kind.HasWord() ? operation.Address
            : translation is { Access.IsFault: false } ? translation.Access.Word
            : null;
        return new PerformedOperation(
            operation,
            word is { } named ? NameOf(named) : string.Empty,
            result,
            word is { } held ? expansion.Parent[held.Index] : 0,
            word is { } holds ? expansion.State(successor)[holds.Index] : 0,
            translation,
            [.. local.Heard(result).Select(remark => remark.Note)],
            local.Continuation.Methods)
        {
            IsUnprovoked = expansion[successor].IsUnprovoked,
            Meaning = word is { } meant && (uint)meant.Index < (uint)program.Words.Count ? program.Words[meant.Index].Meaning : default,
        };
    }

    private string NameOf(Address word) =>
        (uint)word.Index < (uint)program.Words.Count ? program.Words[word.Index].Name : $"word {word.Index}";

    private List<NamedValue> Values(ReadOnlySpan<ulong> state)
    {
        var values = new List<NamedValue>();
        for (var word = 0; word < program.Words.Count; word++)
        {
            values.Add(new NamedValue(program.Words[word].Name, program.Words[word].Show(state[word])));
        }

        values.AddRange(machine.Describe(system.Own(state), system.VcpuCount));
        return values;
    }
}
