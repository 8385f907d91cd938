using System.Runtime.CompilerServices;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Explorer.Survival;

/// <summary>Code that calls itself in one of the ways of C#: without end, or as often as it is told to.</summary>
internal static class RecursiveCode
{
    private const ulong Endless = ulong.MaxValue;
    private const ulong Deep = 2_000;

    private static readonly Dictionary<string, Func<ulong, ulong>> Ways = new()
    {
        ["a method"] = Down,
        ["a local function"] = number =>
        {
            return Local(number);

            static ulong Local(ulong left) => left == 0 ? 0 : Local(left - 1) + 1;
        },
        ["a virtual method"] = number => new Round().Go(number),
        ["a base class"] = number => new Derived().Go(number),
        ["an interface"] = number => Through(new Walker(), number),
        ["an interface's own method"] = number => Through(new Idler(), number),
        ["an interface of a value"] = number => ThroughValue(new Pebble(1), number),
        ["an interface of a boxed value"] = number => Through(new Pebble(1), number),
        ["a static method of a type argument"] = StaticThrough<Walker>,
        ["a generic virtual method"] = number => new Lavish().Give("text", number),
        ["a generic method"] = number => Same(number, "text"),
        ["a generic class"] = number => Holder<string>.Down(number),
        ["a delegate"] = number => Call(ByDelegate, number),
        ["a delegate of two"] = number => Call((Func<ulong, ulong>)(left => left) + ByTwo, number),
        ["a delegate that is handed on"] = number => Apply((next, left) => left == 0 ? 0 : Apply(next, left - 1) + 1, number),
        ["a delegate of an object"] = number => new Counter().Start(number),
        ["a lambda that captures"] = number => Captured(number, 1),
        ["the framework"] = ByFramework,
        ["a query"] = ByQuery,
        ["an iterator"] = number => Iterate(number).Last(),
        ["a foreach over an iterator"] = number => Each(number),
        ["a constructor"] = number => new Chain(number).Length,
        ["a value's constructor"] = number => new Link(number).Length,
        ["a property"] = number => new Nested(number).Value,
        ["an operator"] = number => (new Amount(number) + new Amount(1)).Value,
        ["a reference"] = number => ByReference(ref number),
        ["a catch"] = Caught,
        ["a printed object"] = number => (ulong)new Echo(number).ToString().Length,
        ["an interpolated object"] = number => (ulong)$"{new Verse(number)}".Length,
        ["a joined object"] = number => (ulong)new Chorus(number).ToString().Length,
        ["a built text"] = number => (ulong)new Stanza(number).ToString().Length,
        ["an equality"] = number => new Twin(number).Equals(new Twin(number)) ? 0UL : 1,
        ["a default comparer"] = number => EqualityComparer<Alike>.Default.Equals(new Alike(number), new Alike(number)) ? 0UL : 1,
        ["an equality of values"] = number => Equals(new Like(number), new Like(number)) ? 0UL : 1,
        ["an equality of tuples"] = number => (new Alike(number), 1).Equals((new Alike(number), 1)) ? 0UL : 1,
        ["an order"] = number => (ulong)Comparer<Rank>.Default.Compare(new Rank(number), new Rank(number)),
        ["a comparer"] = number => new SortedSet<ulong>(new Sorter()) { number, number }.Max,
        ["a comparer that is handed on"] = number => new[] { number, number }.Order(new Sorter()).First(),
        ["an equality comparer"] = number => new[] { number }.Contains(number, new Equal()) ? 0UL : 1,
    };

    public static IReadOnlyCollection<string> All => Ways.Keys;

    /// <summary>A vCPU that recurs after its first operation.</summary>
    public static ConcurrentProgram Program(string way, bool ends)
    {
        var (go, depth) = (Ways[way], ends ? Deep : Endless);
        return Of(async (cpu, word) => await cpu.Store(word, go(depth - await cpu.Load(word)) & 0));
    }

    /// <summary>A vCPU that recurs before its first operation.</summary>
    public static ConcurrentProgram AtOnce(string way, bool ends)
    {
        var (go, depth) = (Ways[way], ends ? Deep : Endless);
        return Of((cpu, word) => Add(cpu, word, go(depth)));
    }

    /// <summary>A program whose monitor recurs.</summary>
    public static ConcurrentProgram InMonitor(string way, bool ends)
    {
        var program = Of(Noted);
        program.Watch(new RecursiveMonitor(Ways[way], ends ? Deep : Endless));
        return program;
    }

    /// <summary>A program with a predicate that recurs.</summary>
    public static ConcurrentProgram InPredicate(string way, bool ends, bool recurs)
    {
        var (go, depth) = (Ways[way], ends ? Deep : Endless);
        var program = new ConcurrentProgram();
        var word = program.Word("word", modulus: 2);
        program.Run(1, async cpu =>
        {
            while (true)
            {
                await cpu.Store(word, await cpu.Load(word) + 1);
            }
        });
        if (recurs)
        {
            program.MustRecur("recurs", memory => go(depth - memory[word]) >= 0 && memory[word] == 0, Fairness.Weak);
        }
        else
        {
            program.Always("holds", memory => go(depth - memory[word]) >= 0);
        }

        return program;
    }

    /// <summary>Code that recurs in one of the ways.</summary>
    public static Func<ulong> Code(string way, bool ends)
    {
        var (go, depth) = (Ways[way], ends ? Deep : Endless);
        return () => go(depth);
    }

    private static ConcurrentProgram Of(Func<Cpu, Address, Step> code)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, cpu => code(cpu, word));
        return program;
    }

    private static async Step Add(Cpu cpu, Address word, ulong number) => await cpu.Store(word, number & 0);

    private static async Step Noted(Cpu cpu, Address word)
    {
        await cpu.Load(word);
        cpu.Note("loaded");
    }

    private static ulong Down(ulong left) => left == 0 ? 0 : Down(left - 1) + 1;

    private static ulong Through(IWalk walk, ulong left) => walk.Go(left);

    private static ulong ThroughValue<T>(T walk, ulong left)
        where T : IWalk => walk.Go(left);

    private static ulong StaticThrough<T>(ulong left)
        where T : IWalk => left == 0 ? 0 : T.GoOn(left);

    private static ulong Same<T>(ulong left, T value) => left == 0 ? 0 : Same(left - 1, value) + 1;

    private static ulong Call(Func<ulong, ulong> code, ulong left) => code(left);

    private static ulong ByDelegate(ulong left) => left == 0 ? 0 : Call(ByDelegate, left - 1) + 1;

    private static ulong ByTwo(ulong left) => left == 0 ? 0 : Call((Func<ulong, ulong>)(same => same) + ByTwo, left - 1) + 1;

    private static ulong Apply(Onward code, ulong left) => code(code, left);

    private static ulong Captured(ulong left, ulong step)
    {
        ulong Next() => Captured(left - step, step) + 1;
        Func<ulong> next = Next;
        return left == 0 ? 0 : next();
    }

    private static ulong ByFramework(ulong left) => left == 0 ? 0 : (ulong)Array.ConvertAll([left], one => ByFramework(one - 1) + 1).Length;

    private static ulong ByQuery(ulong left) => left == 0 ? 0 : new[] { left }.Select(one => ByQuery(one - 1) + 1).First();

    private static IEnumerable<ulong> Iterate(ulong left)
    {
        yield return left;
        if (left > 0)
        {
            foreach (var below in Iterate(left - 1).Take(1))
            {
                yield return below + Each(left - 1);
            }
        }
    }

    private static ulong Each(ulong left)
    {
        var sum = 0UL;
        foreach (var one in Below(left))
        {
            sum += one;
        }

        return sum;
    }

    private static IEnumerable<ulong> Below(ulong left)
    {
        yield return left == 0 ? 0 : Each(left - 1);
    }

    private static ulong ByReference(ref ulong left)
    {
        var below = left - 1;
        return left == 0 ? 0 : ByReference(ref below) + 1;
    }

    private static ulong Caught(ulong left)
    {
        try
        {
            return left == 0 ? 0 : Caught(left - 1) + 1;
        }
        catch (Exception)
        {
            return 0;
        }
    }

    private delegate ulong Onward(Onward next, ulong left);

    private interface IWalk
    {
        static abstract ulong GoOn(ulong left);

        ulong Go(ulong left) => left == 0 ? 0 : Through(this, left - 1) + 1;
    }

    private readonly record struct Pebble(ulong Weight) : IWalk
    {
        public static ulong GoOn(ulong left) => left;

        public ulong Go(ulong left) => left == 0 ? 0 : ThroughValue(this, left - Weight) + 1;
    }

    private readonly struct Link(ulong left)
    {
        public ulong Length { get; } = left == 0 ? 0 : new Link(left - 1).Length + 1;
    }

    private readonly record struct Amount(ulong Value)
    {
        public static Amount operator +(Amount one, Amount other) => one.Value == 0 ? other : new Amount((new Amount(one.Value - 1) + other).Value + 1);
    }

    private abstract class Circle
    {
        public abstract ulong Go(ulong left);
    }

    private sealed class Round : Circle
    {
        public override ulong Go(ulong left) => left == 0 ? 0 : Next(this).Go(left - 1) + 1;

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static Circle Next(Circle circle) => circle;
    }

    private class Base
    {
        public virtual ulong Go(ulong left) => left == 0 ? 0 : Again(left - 1) + 1;

        protected virtual ulong Again(ulong left) => left;
    }

    private sealed class Derived : Base
    {
        public override ulong Go(ulong left) => base.Go(left);

        protected override ulong Again(ulong left) => Go(left);
    }

    private class Generous
    {
        public virtual ulong Give<T>(T value, ulong left) => left == 0 ? 0 : Give((IEnumerable<char>)"text", left - 1) + 1;
    }

    private sealed class Lavish : Generous;

    private sealed class Walker : IWalk
    {
        public static ulong GoOn(ulong left) => StaticThrough<Walker>(left - 1) + 1;

        public ulong Go(ulong left) => left == 0 ? 0 : Through(this, left - 1) + 1;
    }

    private sealed class Idler : IWalk
    {
        public static ulong GoOn(ulong left) => left;
    }

    private static class Holder<T>
    {
        public static ulong Down(ulong left) => left == 0 ? 0 : Down(left - 1) + (typeof(T) == typeof(string) ? 1UL : 0);
    }

    private sealed class Counter
    {
        public ulong Start(ulong left) => Call(Count, left);

        private ulong Count(ulong left) => left == 0 ? 0 : Call(Count, left - 1) + 1;
    }

    private sealed class Chain(ulong left)
    {
        public ulong Length { get; } = left == 0 ? 0 : new Chain(left - 1).Length + 1;
    }

    private sealed class Nested(ulong left)
    {
        public ulong Value => left == 0 ? 0 : new Nested(left - 1).Value + 1;
    }

    private sealed class Echo(ulong left)
    {
        public override string ToString() => left == 0 ? string.Empty : string.Concat(1, new Echo(left - 1));
    }

    private sealed class Verse(ulong left)
    {
        public override string ToString() => left == 0 ? string.Empty : $"{new Verse(left - 1)}";
    }

    private sealed class Chorus(ulong left)
    {
        public override string ToString() => left == 0 ? string.Empty : string.Join<Chorus>(',', [new Chorus(left - 1)]);
    }

    private sealed class Stanza(ulong left)
    {
        public override string ToString() =>
            left == 0 ? string.Empty : new System.Text.StringBuilder().Append((object)new Stanza(left - 1)).ToString();
    }

    private sealed class Twin(ulong left)
    {
        public override bool Equals(object? obj) => left == 0 || (Equals(new Twin(left - 1), obj) & (left > 0));

        public override int GetHashCode() => 0;
    }

    private sealed class Alike(ulong left) : IEquatable<Alike>
    {
        public bool Equals(Alike? other) => left == 0 || (EqualityComparer<Alike>.Default.Equals(new Alike(left - 1), other) & (left > 0));

        public override bool Equals(object? obj) => Equals(obj as Alike);

        public override int GetHashCode() => 0;
    }

    private readonly struct Like(ulong left)
    {
        public override bool Equals(object? obj) => left == 0 || (Equals((object)new Like(left - 1), obj) & (left > 0));

        public override int GetHashCode() => 0;
    }

    private sealed class Rank(ulong left) : IComparable<Rank>
    {
        public int CompareTo(Rank? other) => left == 0 ? 0 : Comparer<Rank>.Default.Compare(new Rank(left - 1), other) + (int)(left & 0);
    }

    private sealed class Sorter : IComparer<ulong>
    {
        public int Compare(ulong x, ulong y) => x == 0 ? 0 : new[] { x - 1, x - 1 }.Order(this).First() == 0 ? 0 : 1;
    }

    private sealed class Equal : IEqualityComparer<ulong>
    {
        public bool Equals(ulong x, ulong y) => x == 0 || new[] { x - 1 }.Contains(y, this);

        public int GetHashCode(ulong obj) => 0;
    }

    private sealed class RecursiveMonitor(Func<ulong, ulong> go, ulong depth) : Interlock.Semantics.Monitors.PropertyMonitor
    {
        public override string Property => "deep";

        public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("deep", "it looks at nothing")];

        public override void OnNote(Interlock.Semantics.Monitors.Observation step, int vcpu, Note note) => go(depth - (ulong)vcpu);
    }
}
