using System.Collections.Immutable;

namespace Interlock.Litmus;

/// <summary>A litmus test: a few threads over a few locations, and a question about how they can end.</summary>
/// <param name="Name">The name in the test's first line; not unique in the public corpora.</param>
/// <param name="Architecture">What the threads are written in.</param>
/// <param name="Variants">The words of a <c>Variant=</c> line, such as <c>vmsa</c>; empty if there is none.</param>
/// <param name="Locations">The shared words, by index: elements of arrays one by one.</param>
/// <param name="Threads">The threads, in order.</param>
/// <param name="Code">The steps of all threads, one thread's behind another's, each closed by an end.</param>
/// <param name="Lines">The instructions of the file, of which each address names one.</param>
/// <param name="Condition">What is asked.</param>
public sealed record LitmusTest(
    string Name,
    Architecture Architecture,
    ImmutableArray<string> Variants,
    ImmutableArray<Location> Locations,
    ImmutableArray<LitmusThread> Threads,
    ImmutableArray<Instruction> Code,
    ImmutableArray<CodeWord> Lines,
    Condition Condition);

/// <summary>A shared word.</summary>
/// <param name="Name">As the test calls it.</param>
/// <param name="Initial">What it holds at first.</param>
/// <param name="Address">The value of its address.</param>
/// <param name="Bytes">How many bytes it has: 1, 2, 4 or 8.</param>
/// <param name="IsElement">Whether it is part of an array; a word that is not may also be accessed as one of 8 bytes.</param>
public sealed record Location(string Name, ulong Initial, ulong Address, int Bytes = 4, bool IsElement = false);

/// <summary>A thread: what its registers hold at first, and its code.</summary>
/// <param name="Registers">Initial values by register name; a register without one holds 0.</param>
/// <param name="Start">The index of its first step.</param>
public sealed record LitmusThread(ImmutableDictionary<string, ulong> Registers, int Start);

/// <summary>An instruction as a word of memory.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="First">The index of its first step.</param>
/// <param name="Word">Its code: equal for equal instructions, otherwise without meaning.</param>
public readonly record struct CodeWord(ulong Address, int First, ulong Word);

/// <summary>The languages of litmus tests.</summary>
public enum Architecture
{
    /// <summary>Armv8-A, AArch64 state.</summary>
    AArch64,

    /// <summary>x86, in either order of operands.</summary>
    X86,

    /// <summary>C11 atomics, or the Linux kernel's.</summary>
    C,
}
