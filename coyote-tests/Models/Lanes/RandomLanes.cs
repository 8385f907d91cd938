using System.Collections.Immutable;
using Interlock.Models.Lanes.Acts;
using Interlock.Models.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Models.Lanes;

/// <summary>What an instruction of <see cref="RandomLanes"/> does with its vCPU's accumulator.</summary>
internal enum Act
{
    LoadSecret,
    StoreSecret,
    Load,
    Store,
    StoreConstant,
    See,
    Remark,
    Acquire,
    Release,
    Await,
    Signal,
    JumpIfZero,
}

/// <summary>An instruction.</summary>
/// <param name="Act">What it does.</param>
/// <param name="Word">On which public word.</param>
/// <param name="Target">Where a jump goes: anywhere.</param>
internal readonly record struct Line(Act Act, int Word, int Target);

/// <summary>
/// A small program, drawn at random, whose first vCPU has a secret bit, with loops, a lock and events; and everything that can be seen of
/// it, by plain recursion and without anything of the explorer.
/// </summary>
internal sealed record RandomLanes(ImmutableArray<ImmutableArray<Line>> Vcpus)
{
    private const int Secrets = 0;
    private const int FirstPublic = 1;
    private const int PublicWords = 2;
    private const int Lock = FirstPublic + PublicWords;

    // As many states as one vCPU has at most: after so many steps it goes round in a loop.
    private const int States = 1024;

    public static RandomLanes Draw(Random random, int vcpus) => new(
        [.. Enumerable.Range(0, vcpus).Select(vcpu => Draw(random, isVictim: vcpu == 0, isAlone: vcpus == 1))]);

    public Program Build()
    {
        var program = new Program();
        foreach (var word in (string[])["secret", "public0", "public1", "lock"])
        {
            program.Word(word);
        }

        for (var vcpu = 0; vcpu < Vcpus.Length; vcpu++)
        {
            var (lines, isVictim) = (Vcpus[vcpu], vcpu == 0);
            program.Run(1, cpu => Interpret(cpu, lines, isVictim));
        }

        return program;
    }

    /// <summary>What is seen of one vCPU, if the secret is a given bit: all of it, or as much as tells it from what is not the same.</summary>
    public IReadOnlyList<string> SightsOfOne(int secret)
    {
        var (state, sights, silent) = (new State(secret, 0, 0), new List<string>(), 0);
        while (silent < States && sights.Count < 2 * States && After(state, 0) is ({ } next, var sight))
        {
            (state, silent) = (next, sight is null ? silent + 1 : 0);
            sights.AddRange(sight is null ? [] : [sight]);
        }

        return sights;
    }

    /// <summary>
    /// Every sequence of so many sights at most, if the secret is a given bit, and of whom something more can be seen after each, in each
    /// state that it can end in.
    /// </summary>
    public HashSet<string> Sights(int secret, int most)
    {
        var (all, visible) = (new HashSet<string>(), new Dictionary<State, int>());
        var visited = new HashSet<(State, string)>();
        var waiting = new Stack<(State State, string Seen, int Count)>([(new State(secret, 0, 0), string.Empty, 0)]);
        while (waiting.TryPop(out var at))
        {
            if (!visited.Add((at.State, at.Seen)))
            {
                continue;
            }

            all.Add($"{at.Seen}; then {Visible(at.State, visible)}");
            for (var vcpu = 0; vcpu < Vcpus.Length; vcpu++)
            {
                if (After(at.State, vcpu) is ({ } next, var sight) && (sight is null || at.Count < most))
                {
                    waiting.Push((next, sight is null ? at.Seen : $"{at.Seen}; {sight}", sight is null ? at.Count : at.Count + 1));
                }
            }
        }

        return all;
    }

    public override string ToString() => string.Join(" || ", Vcpus.Select(lines => string.Join("; ", lines)));

    // What can be seen, jumps that may lead around it, and waiting for others more often than the rest. The other vCPU lets go of the lock in the end,
    // and signals: few programs come to a deadlock.
    private static ImmutableArray<Line> Draw(Random random, bool isVictim, bool isAlone)
    {
        var length = random.Next(3, isVictim ? 8 : 5);
        var first = isVictim ? Act.LoadSecret : Act.Load;
        Act Any() => random.Next(6) switch
        {
            0 => Act.See,
            1 or 2 => Act.JumpIfZero,
            3 => isVictim && !isAlone ? Act.Await : Act.Signal,
            _ => (Act)random.Next((int)first, (int)Act.JumpIfZero + 1),
        };
        return
        [
            .. Enumerable.Range(0, length).Select(at => new Line(
                isVictim && at == 0 ? Act.LoadSecret : Any(),
                random.Next(PublicWords),
                random.Next(3) > 0 ? random.Next(at + 1, length + 1) : random.Next(at + 1))),
            .. isVictim ? Enumerable.Empty<Line>() : [new Line(Act.Release, 0, 0), new Line(Act.Signal, 0, 0)],
        ];
    }

    private static async Step Interpret(Cpu cpu, ImmutableArray<Line> lines, bool isVictim)
    {
        if (isVictim)
        {
            await Secret.Store(cpu, new Address(Secrets), await Secret.Choose(cpu, 2));
        }

        ulong accumulator = 0;
        var at = 0;
        while (at < lines.Length)
        {
            var line = lines[at];
            var word = new Address(FirstPublic + line.Word);
            at = line.Act == Act.JumpIfZero && accumulator == 0 ? line.Target : at + 1;
            switch (line.Act)
            {
                case Act.LoadSecret:
                    accumulator = await Secret.Load(cpu, new Address(Secrets));
                    break;
                case Act.StoreSecret:
                    await Secret.Store(cpu, new Address(Secrets), accumulator);
                    break;
                case Act.Load:
                    accumulator = await cpu.Load(word);
                    break;
                case Act.Store:
                    await cpu.Store(word, accumulator);
                    break;
                case Act.StoreConstant:
                    await cpu.Store(word, 1);
                    break;
                case Act.See:
                    accumulator = await Seen.Load(cpu, word);
                    break;
                case Act.Remark:
                    await cpu.Fence();
                    cpu.Note("remark", accumulator);
                    break;
                case Act.Acquire:
                    while (await cpu.CompareExchange(new Address(Lock), 0, 1) != 0)
                    {
                        cpu.Pause();
                    }

                    break;
                case Act.Release:
                    await cpu.Store(new Address(Lock), 0);
                    break;
                case Act.Await:
                    await cpu.WaitForEvent();
                    break;
                case Act.Signal:
                    await cpu.SendEvent();
                    break;
                case Act.JumpIfZero:
                    await cpu.Fence();
                    break;
            }
        }
    }

    // Of which vCPUs something can be seen from here on.
    private int Visible(State from, Dictionary<State, int> known)
    {
        if (known.TryGetValue(from, out var visible))
        {
            return visible;
        }

        var reached = new HashSet<State> { from };
        var waiting = new Stack<State>(reached);
        while (waiting.TryPop(out var state))
        {
            for (var vcpu = 0; vcpu < Vcpus.Length; vcpu++)
            {
                if (After(state, vcpu) is ({ } next, var sight))
                {
                    visible |= sight is null ? 0 : 1 << vcpu;
                    if (reached.Add(next))
                    {
                        waiting.Push(next);
                    }
                }
            }
        }

        known[from] = visible;
        return visible;
    }

    // A step of a vCPU, and what is seen of it; none if the vCPU has ended, or waits.
    private (State? Next, string? Sight) After(State state, int vcpu)
    {
        var (at, accumulator) = state.PlaceOf(vcpu);
        if (at == Vcpus[vcpu].Length)
        {
            return (null, null);
        }

        var line = Vcpus[vcpu][at];
        var word = FirstPublic + line.Word;
        var eventOf = Lock + 1 + vcpu;
        var next = line.Act == Act.JumpIfZero && accumulator == 0 ? line.Target : at + 1;
        State Goes(int value) => state.At(vcpu, next, value);
        State Writes(int to, int value) => Goes(accumulator).With(to, value);
        return line.Act switch
        {
            Act.LoadSecret => (Goes(state[Secrets]), null),
            Act.StoreSecret => (Writes(Secrets, accumulator), null),
            Act.Load => (Goes(state[word]), null),
            Act.Store => (Writes(word, accumulator), null),
            Act.StoreConstant => (Writes(word, 1), null),
            Act.See => (Goes(state[word]), $"{vcpu} sees {line.Word}: {state[word]}"),
            Act.Remark => (Goes(accumulator), $"{vcpu} remarks {accumulator}"),
            Act.Acquire => (state[Lock] == 0 ? Writes(Lock, 1) : null, null),
            Act.Release => (Writes(Lock, 0), null),
            Act.Await => (state[eventOf] == 1 ? Writes(eventOf, 0) : null, null),
            Act.Signal => (Goes(accumulator).With(Lock + 1, 1).With(Lock + 2, 1), null),
            Act.JumpIfZero => (Goes(accumulator), null),
        };
    }

    // Memory, a bit a word: the secret, what is public, the lock, the events. A place is a line and the accumulator.
    private sealed record State(int Memory, int First, int Second)
    {
        public int this[int word] => (Memory >> word) & 1;

        public State With(int word, int value) => this with { Memory = (Memory & ~(1 << word)) | (value << word) };

        public (int At, int Accumulator) PlaceOf(int vcpu) => ((vcpu == 0 ? First : Second) >> 1, (vcpu == 0 ? First : Second) & 1);

        public State At(int vcpu, int at, int accumulator) =>
            vcpu == 0 ? this with { First = (at << 1) | accumulator } : this with { Second = (at << 1) | accumulator };
    }
}
