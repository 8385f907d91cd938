using System.Collections.Immutable;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Combined;

/// <summary>Draws programs: some keep to locks, some do anything, and each has a few of the demands that there are.</summary>
internal static class MixedDraw
{
    private static readonly Do[] Anything =
    [
        Do.Load, Do.Load, Do.Store, Do.StoreNumber, Do.CompareExchange, Do.Exchange, Do.FetchAdd, Do.FetchAdd, Do.Fence, Do.Choose,
        Do.PickName, Do.TakeName, Do.SaveName, Do.LoadNamed, Do.StoreNamed,
    ];

    private static readonly Do[] Local = [Do.Note, Do.Note, Do.Note, Do.AssertNot, Do.ThrowIf, Do.JumpIf, Do.JumpIfNot];

    public static MixedProgram Draw(Random random)
    {
        var program = Kindly(random);
        return random.Next(3) == 0 ? program with { Licences = (Licences)random.Next(1, 4) } : program;
    }

    private static MixedProgram Kindly(Random random)
    {
        var vcpus = random.Next(3) == 0 ? 3 : 2;
        switch (random.Next(8))
        {
            case 0:
                return Gathering(random);
            case 1:
                return Naming(random);
            case 2:
                return Remarking(random);
        }

        var usesLocks = random.Next(2) == 0;
        var kinds = Kinds(random);
        var most = vcpus == 3 ? 4 : 6;
        var isAlike = random.Next(3) == 0;
        var first = Code(random, usesLocks, kinds, most, ownsWord: !isAlike);
        var codes = Enumerable.Range(0, vcpus)
            .Select(vcpu => vcpu == 0 || isAlike ? first : Code(random, usesLocks, kinds, most, ownsWord: false));
        return new MixedProgram(
            [.. Enumerable.Range(0, MixedProgram.Words).Select(word => word is MixedProgram.LockA or MixedProgram.LockB
                ? 0UL : random.Next(3) > 0 ? 0 : (ulong)random.Next(3))],
            DeclaresLocks: usesLocks && random.Next(4) > 0,
            Ranked: random.Next(2) == 0,
            [.. codes],
            Demand(random, vcpus, isAlike));
    }

    // Two sleep on one word, and a third one wakes them, one by one or together.
    private static MixedProgram Gathering(Random random)
    {
        ImmutableArray<Line> Sleeper() =>
        [
            .. random.Next(2) == 0 ? [new Line(Do.FetchAdd, 1, 1)] : Array.Empty<Line>(),
            new Line(Do.Wait, 0, 0, 0),
            .. random.Next(4) > 0 ? [new Line(Do.Note, random.Next(2))] : Array.Empty<Line>(),
            .. random.Next(3) == 0 ? [Step(random, Local[random.Next(Local.Length - 2)], ownsWord: false)] : Array.Empty<Line>(),
            .. random.Next(3) == 0 ? [Step(random, Anything[random.Next(Anything.Length)], ownsWord: false)] : Array.Empty<Line>(),
        ];
        var isAlike = random.Next(3) == 0;
        var (first, second) = (Sleeper(), Sleeper());
        ImmutableArray<Line> waker =
        [
            .. random.Next(3) > 0 ? [new Line(Do.Load, 1), new Line(Do.JumpIfNot, 0, 2, 0, 0)] : Array.Empty<Line>(),
            .. random.Next(3) > 0 ? [new Line(Do.Store, 0, 1)] : Array.Empty<Line>(),
            new Line(random.Next(2) == 0 ? Do.WakeAll : Do.WakeOne),
            .. random.Next(2) == 0 ? [new Line(Do.Note, random.Next(2))] : Array.Empty<Line>(),
            .. random.Next(2) == 0 ? [new Line(Do.WakeOne)] : Array.Empty<Line>(),
        ];
        return new MixedProgram(
            [.. Enumerable.Repeat(0UL, MixedProgram.Words)],
            DeclaresLocks: random.Next(2) == 0,
            Ranked: false,
            [first, isAlike ? first : second, waker],
            Demand(random, 3, isAlike: false) with { Order = random.Next(4) > 0 ? Order(random, 3, isAlike: false) : null });
    }

    // All make an event under locks, of which one guards a word that no other vCPU touches.
    private static MixedProgram Remarking(Random random)
    {
        ImmutableArray<Line> Region(bool usesA)
        {
            var (@lock, word) = usesA ? (MixedProgram.LockA, MixedProgram.ByA) : (MixedProgram.LockB, MixedProgram.ByBoth);
            Line[] Remark() => random.Next(3) > 0 ? [new Line(Do.Note, random.Next(MixedProgram.Notes.Length))] : [];
            return
            [
                .. random.Next(3) == 0 ? Remark() : [],
                new Line(Do.Acquire, @lock), .. Remark(), new Line(Do.Load, word), .. Remark(),
                .. random.Next(2) == 0 ? [new Line(Do.Load, word), .. Remark()] : Array.Empty<Line>(),
                new Line(Do.Release, @lock), .. Remark(),
            ];
        }

        var vcpus = random.Next(2, 4);
        return new MixedProgram(
            [.. Enumerable.Repeat(0UL, MixedProgram.Words)],
            DeclaresLocks: true,
            Ranked: random.Next(2) == 0,
            [.. Enumerable.Range(0, vcpus).Select(vcpu => Region(usesA: vcpu == 0))],
            Demand(random, vcpus, isAlike: false) with
            {
                Order = Order(random, vcpus, isAlike: false),
                Recurs = null,
                RecursNote = null,
                Responds = null,
            });
    }

    // Some store to a word that they pick, and say which; others look there.
    private static MixedProgram Naming(Random random)
    {
        var stored = random.Next(2) == 0 ? [new Line(Do.SaveName, MixedProgram.Name), new Line(Do.StoreNamed, 0, 2)]
            : new[] { new Line(Do.StoreNamed, 0, 2), new Line(Do.SaveName, MixedProgram.Name) };
        ImmutableArray<Line> writer = [new Line(Do.PickName), .. stored, .. random.Next(2) == 0
            ? [new Line(Do.LoadNamed)]
            : Array.Empty<Line>()];
        ImmutableArray<Line> reader =
        [
            new Line(Do.TakeName, MixedProgram.Name),
            new Line(Do.LoadNamed),
            Step(random, Local[3 + random.Next(2)], ownsWord: false),
            .. random.Next(2) == 0 ? [Step(random, Do.StoreNumber, ownsWord: false)] : Array.Empty<Line>(),
        ];
        var vcpus = random.Next(2, 4);
        var isBoth = random.Next(3) == 0; // each of them does both
        return new MixedProgram(
            [
                .. Enumerable.Range(0, MixedProgram.Words)
                    .Select(word => word is MixedProgram.Named or MixedProgram.Named + 1 ? (ulong)random.Next(3) : 0),
            ],
            DeclaresLocks: random.Next(2) == 0,
            Ranked: false,
            [.. Enumerable.Range(0, vcpus).Select(vcpu => isBoth ? [.. writer, .. reader] : vcpu == 0 ? reader : writer)],
            Demand(random, vcpus, isBoth) with { Recurs = null, RecursNote = null, Responds = null });
    }

    private static Demands Demand(Random random, int vcpus, bool isAlike)
    {
        var isFair = random.Next(3) == 0;
        Fairness? Fair(bool wanted) => isFair && wanted ? (Fairness)random.Next(3) : null;
        return new Demands(
            random.Next(5) < 3 ? Order(random, vcpus, isAlike) : null,
            random.Next(4) == 0 ? (ulong)random.Next(3) : null,
            random.Next(4) == 0 ? (ulong)random.Next(3) : null,
            isAlike && random.Next(2) == 0 ? 0 : random.Next(3),
            Fair(random.Next(2) == 0),
            Fair(random.Next(3) == 0),
            Fair(random.Next(2) == 0),
            random.Next(6) == 0);
    }

    private static ImmutableArray<int> Order(Random random, int vcpus, bool isAlike)
    {
        var table = new int[MixedProgram.MonitorStates * MixedProgram.Notes.Length * vcpus];
        for (var at = 0; at < table.Length; at++)
        {
            var drawn = random.Next(9) == 0 ? MixedProgram.MonitorStates : random.Next(MixedProgram.MonitorStates);
            table[at] = isAlike && at % vcpus > 0 ? table[at - 1] : drawn;
        }

        return [.. table];
    }

    // Some programs are about sleeping, some about events, some about neither, so that few block at once.
    private static Do[] Kinds(Random random) => random.Next(6) switch
    {
        0 => Anything,
        1 => [.. Anything, .. Enumerable.Repeat(Do.WaitForEvent, 2), .. Enumerable.Repeat(Do.SendEvent, 4)],
        2 => [Do.Load, Do.Store, Do.FetchAdd, .. Enumerable.Repeat(Do.Wait, 3), Do.WakeOne, Do.WakeAll, Do.WakeAll],
        3 => [.. Anything, .. Enumerable.Repeat(Do.Wait, 4), .. Enumerable.Repeat(Do.WakeOne, 3), .. Enumerable.Repeat(Do.WakeAll, 3)],
        4 =>
            [
                Do.PickName, Do.PickName, Do.TakeName, Do.TakeName, Do.SaveName, Do.LoadNamed, Do.LoadNamed, Do.LoadNamed, Do.StoreNamed,
                Do.StoreNamed,
            ],
        _ => [.. Anything, Do.Wait, Do.Wait, Do.WakeOne, Do.WakeAll, Do.WakeAll, Do.WaitForEvent, Do.SendEvent, Do.SendEvent],
    };

    private static ImmutableArray<Line> Code(Random random, bool usesLocks, Do[] kinds, int most, bool ownsWord)
    {
        var code = new List<Line>();
        var isEndless = random.Next(3) == 0;
        if (isEndless)
        {
            code.Add(new Line(Do.Fence)); // of a loop of nothing but steps that commute there would be no end
        }

        var length = random.Next(1, most + 1);
        while (code.Count(line => line.IsOperation) < length)
        {
            if (usesLocks && random.Next(2) == 0)
            {
                Region(random, code);
            }
            else if (random.Next(5) < 2)
            {
                code.Add(Step(random, Local[random.Next(Local.Length)], ownsWord));
            }
            else
            {
                code.Add(Step(random, kinds[random.Next(kinds.Length)], ownsWord));
            }
        }

        if (random.Next(2) == 0)
        {
            code.Add(Step(random, Local[random.Next(3)], ownsWord));
        }

        Aim(random, code, isFree: !usesLocks);
        if (isEndless)
        {
            code.Add(new Line(Do.JumpIf, 0, 99));
            code.Add(new Line(Do.JumpIfNot, 0, 99)); // a number is never so large
        }

        return [.. code];
    }

    private static void Region(Random random, List<Line> code)
    {
        var (takesA, takesB) = random.Next(4) switch { 0 or 1 => (true, false), 2 => (false, true), _ => (true, true) };
        List<Line> taken =
        [
            .. takesA ? [new Line(Do.Acquire, MixedProgram.LockA)] : Array.Empty<Line>(),
            .. takesB ? [new Line(Do.Acquire, MixedProgram.LockB)] : Array.Empty<Line>(),
        ];
        if (random.Next(6) == 0)
        {
            taken.Reverse();
        }

        code.AddRange(taken);
        for (var left = random.Next(1, 3); left > 0; left--)
        {
            var word = random.Next(30) == 0 ? random.Next(MixedProgram.ByA, MixedProgram.ByBoth + 1)
                : takesA && (!takesB || random.Next(2) == 0) ? MixedProgram.ByA : MixedProgram.ByBoth;
            var isRead = word == MixedProgram.ByBoth && !(takesA && takesB);
            code.Add(new Line(isRead ? Do.Load : random.Next(3) switch { 0 => Do.Load, 1 => Do.Store, _ => Do.FetchAdd }, word, (ulong)random.Next(1, 3)));
            if (random.Next(4) == 0)
            {
                code.Add(Step(random, Local[random.Next(Local.Length)], ownsWord: false));
            }
        }

        if (random.Next(15) > 0)
        {
            taken.Reverse();
            code.AddRange(taken.Select(line => line with { Do = Do.Release }));
        }
    }

    private static Line Step(Random random, Do what, bool ownsWord)
    {
        var word = random.Next(ownsWord ? MixedProgram.Plain + 1 : MixedProgram.Plain) is var drawn && drawn == MixedProgram.Plain
            ? MixedProgram.Own
            : drawn;
        var (operand, expected) = ((ulong)random.Next(1, 3), (ulong)random.Next(3));
        return what switch
        {
            Do.Wait or Do.WakeOne or Do.WakeAll => new Line(what, random.Next(4) == 0 ? 1 : 0, 0, expected),
            Do.TakeName or Do.SaveName => new Line(what, MixedProgram.Name),
            Do.FetchAdd => new Line(what, word, random.Next(4) == 0 ? ulong.MaxValue : operand),
            Do.Note => new Line(what, random.Next(MixedProgram.Notes.Length)),
            Do.AssertNot or Do.ThrowIf or Do.JumpIf or Do.JumpIfNot => new Line(what, 0, (ulong)random.Next(3)),
            _ => new Line(what, word, what is Do.Store or Do.Exchange ? (ulong)random.Next(3) : operand, expected),
        };
    }

    // A jump goes forward, or back to an operation: a loop without one would never end. Between locks it goes forward only.
    private static void Aim(Random random, List<Line> code, bool isFree)
    {
        for (var at = 0; at < code.Count; at++)
        {
            if (code[at].IsJump)
            {
                var target = isFree && random.Next(3) == 0 ? random.Next(at + 1) : random.Next(at + 1, Math.Min(code.Count, at + 4) + 1);
                code[at] = code[at] with { Target = target <= at && !code[target].IsOperation ? code.Count : target };
            }
        }
    }
}
