namespace Interlock.CoyoteTests.Sync.Distinctions;

/// <summary>What random programs that tell values apart have in common, as source.</summary>
internal static class Prelude
{
    public const string Source =
        """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using Interlock.Sync;
        using Interlock.Sync.Stepping;

        public sealed class Mode
        {
            public static Mode Read { get; } = new();
            public static Mode Write { get; } = new();
            public static readonly ImmutableArray<Mode> All = [Read, Write, new()];
        }

        public sealed record Point(ulong X)
        {
            public static readonly Point Origin = new(0);
            public static readonly Point Zero = new(0);
            public static readonly Point Same = Origin;
        }

        public abstract class Node(Node next)
        {
            public static readonly Node End = new Leaf(null);
            public static readonly Node Last = new Leaf(null);
            public static readonly Node Pair = new Inner(End);
            public Node Next => next;
            public Node Tail() => next is null ? this : next.Tail();
        }

        public sealed class Leaf(Node next) : Node(next);

        public sealed class Inner(Node next) : Node(next);

        public sealed record Box<T>(T Value);

        public sealed class FirstException(string message) : Exception(message);

        public enum Colour : byte { Red, Green }

        [StructLayout(LayoutKind.Sequential, Size = 16)]
        public struct Wide { public ulong Value; }

        [StructLayout(LayoutKind.Explicit)]
        public struct Both { [FieldOffset(0)] public ulong Bits; [FieldOffset(0)] public double Number; }

        [StructLayout(LayoutKind.Explicit)]
        public struct Apart { [FieldOffset(0)] public byte First; [FieldOffset(12)] public byte Last; }

        public static class Held
        {
            public static readonly Address A = new(0), B = new(1);
            public static readonly object Nothing = new(), Missing = new(), One = 1UL, Other = 1UL, Text = new string('a', 2);
            public static readonly string Word = new('a', 2), Alias = Word, Literal = "aa";
            public static readonly ImmutableArray<ulong> Table = [1, 2], Same = Table, Copy = [1, 2];
            public static readonly (Mode First, object Second) Struct = (new Mode(), Nothing);
            public static readonly Exception Failure = new InvalidOperationException("x"), Like = new InvalidOperationException("x");
            public static readonly Func<ulong> Lambda = () => 1, Group = Answer, Twin = Answer;

            public static ulong Answer() => 1;

            public static Func<ulong> Capture(ulong value) => () => value;

            public static Wide WideOf(ulong beside)
            {
                var wide = new Wide { Value = 1 };
                MemoryMarshal.Cast<Wide, ulong>(MemoryMarshal.CreateSpan(ref wide, 1))[1] = beside;
                return wide;
            }

            public static ulong Beside(Wide wide) => MemoryMarshal.Cast<Wide, ulong>(MemoryMarshal.CreateSpan(ref wide, 1))[1];

            public static Apart ApartOf(byte middle)
            {
                var apart = default(Apart);
                Unsafe.Add(ref apart.First, 4) = middle;
                return apart;
            }

            public static ulong Middle(Apart apart) => Unsafe.Add(ref apart.First, 4);

            public static Exception Thrown(int where)
            {
                try
                {
                    if (where == 0) Here();
                    if (where == 1) There();
                    Elsewhere(where);
                    return null;
                }
                catch (Exception failure)
                {
                    return failure;
                }
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            private static void Here() => throw new InvalidOperationException("x");

            [MethodImpl(MethodImplOptions.NoInlining)]
            private static void There() => throw new InvalidOperationException("x");

            private static void Elsewhere(int where) => throw (where == 2 ? new FirstException("x") : new InvalidOperationException("y", Failure));

            public static async Step<T> Pass<T>(Cpu cpu, T value)
            {
                await cpu.Fence();
                return value;
            }
        }
        """;
}
