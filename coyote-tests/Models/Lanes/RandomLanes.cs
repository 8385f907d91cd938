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
    JumpIfZero,
}

/// <summary>An instruction.</summary>
/// <param name="Act">What it does.</param>
/// <param name="Word">On which public word.</param>
/// <param name="Target">Where a jump goes: forward.</param>
internal readonly record struct Line(Act Act, int Word, int Target);

/// <summary>
/// A small program, drawn at random, whose first vCPU has a secret bit; and everything that can be seen of it, by plain recursion and
/// without anything of the explorer.
/// </summary>
internal sealed record RandomLanes(ImmutableArray<ImmutableArray<Line>> Vcpus)
{
    private const int PublicWords = 2;

    public static RandomLanes Draw(Random random, int vcpus) => new(
        [.. Enumerable.Range(0, vcpus).Select(vcpu => Draw(random, isVictim: vcpu == 0))]);

    public Program Build()
    {
        var program = new Program();
        program.Word("secret");
        for (var word = 0; word < PublicWords; word++)
        {
            program.Word($"public{word}");
        }

        for (var vcpu = 0; vcpu < Vcpus.Length; vcpu++)
        {
            var (lines, isVictim) = (Vcpus[vcpu], vcpu == 0);
            program.Run(1, cpu => Interpret(cpu, lines, isVictim));
        }

        return program;
    }

    /// <summary>Every sequence of sights, to the end, if the secret is a given bit.</summary>
    public HashSet<string> Sights(int secret)
    {
        var all = new HashSet<string>();
        Follow(new State([secret, .. new int[PublicWords]], [.. Vcpus.Select(_ => (0, 0))]), string.Empty, all, []);
        return all;
    }

    public override string ToString() => string.Join(" || ", Vcpus.Select(lines => string.Join("; ", lines)));

    private static ImmutableArray<Line> Draw(Random random, bool isVictim)
    {
        var length = random.Next(3, isVictim ? 8 : 5);
        var first = isVictim ? Act.LoadSecret : Act.Load;
        return [.. Enumerable.Range(0, length).Select(at => new Line(
            isVictim && at == 0 ? Act.LoadSecret : (Act)random.Next((int)first, (int)Act.JumpIfZero + 1),
            random.Next(PublicWords),
            random.Next(at + 1, length + 1)))];
    }

    private static async Step Interpret(Cpu cpu, ImmutableArray<Line> lines, bool isVictim)
    {
        if (isVictim)
        {
            await Secret.Store(cpu, new Address(0), await Secret.Choose(cpu, 2));
        }

        ulong accumulator = 0;
        var at = 0;
        while (at < lines.Length)
        {
            var line = lines[at];
            var word = new Address(1 + line.Word);
            at = line.Act == Act.JumpIfZero && accumulator == 0 ? line.Target : at + 1;
            switch (line.Act)
            {
                case Act.LoadSecret:
                    accumulator = await Secret.Load(cpu, new Address(0));
                    break;
                case Act.StoreSecret:
                    await Secret.Store(cpu, new Address(0), accumulator);
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
            }
        }
    }

    private void Follow(State state, string seen, HashSet<string> all, HashSet<string> visited)
    {
        if (!visited.Add($"{string.Join(' ', state.Memory)} | {string.Join(' ', state.Places)} | {seen}"))
        {
            return;
        }

        var isOver = true;
        for (var vcpu = 0; vcpu < Vcpus.Length; vcpu++)
        {
            var (at, accumulator) = state.Places[vcpu];
            if (at == Vcpus[vcpu].Length)
            {
                continue;
            }

            isOver = false;
            var line = Vcpus[vcpu][at];
            var word = 1 + line.Word;
            var next = line.Act == Act.JumpIfZero && accumulator == 0 ? line.Target : at + 1;
            State Goes(int value) => state with { Places = state.Places.SetItem(vcpu, (next, value)) };
            State Writes(int to, int value) => Goes(accumulator) with { Memory = state.Memory.SetItem(to, value) };
            switch (line.Act)
            {
                case Act.LoadSecret:
                    Follow(Goes(state.Memory[0]), seen, all, visited);
                    break;
                case Act.StoreSecret:
                    Follow(Writes(0, accumulator), seen, all, visited);
                    break;
                case Act.Load:
                    Follow(Goes(state.Memory[word]), seen, all, visited);
                    break;
                case Act.Store:
                    Follow(Writes(word, accumulator), seen, all, visited);
                    break;
                case Act.StoreConstant:
                    Follow(Writes(word, 1), seen, all, visited);
                    break;
                case Act.See:
                    Follow(Goes(state.Memory[word]), $"{seen}; {vcpu} sees {line.Word}: {state.Memory[word]}", all, visited);
                    break;
                case Act.Remark:
                    Follow(Goes(accumulator), $"{seen}; {vcpu} remarks {accumulator}", all, visited);
                    break;
                case Act.JumpIfZero:
                    Follow(Goes(accumulator), seen, all, visited);
                    break;
            }
        }

        if (isOver)
        {
            all.Add(seen);
        }
    }

    private sealed record State(ImmutableArray<int> Memory, ImmutableArray<(int At, int Accumulator)> Places);
}
