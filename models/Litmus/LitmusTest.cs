using System.Collections.Immutable;

namespace Interlock.Litmus;

/// <summary>A litmus test: a few straight threads over a few locations, and a question about how they can end.</summary>
/// <param name="Name">The name in the test's first line; not unique in the public corpora.</param>
/// <param name="Architecture">What the threads are written in.</param>
/// <param name="Variants">The words of a <c>Variant=</c> line, such as <c>vmsa</c>; empty if there is none.</param>
/// <param name="Locations">The shared words, by index; a location's value in a register is its address.</param>
/// <param name="Threads">The threads, in order.</param>
/// <param name="Condition">What is asked.</param>
public sealed record LitmusTest(
    string Name,
    Architecture Architecture,
    ImmutableArray<string> Variants,
    ImmutableArray<Location> Locations,
    ImmutableArray<LitmusThread> Threads,
    Condition Condition);

/// <summary>A shared word.</summary>
/// <param name="Name">As the test calls it.</param>
/// <param name="Initial">What it holds at first.</param>
public sealed record Location(string Name, ulong Initial);

/// <summary>A thread: what its registers hold at first, and its instructions.</summary>
/// <param name="Registers">Initial values by register name; a register without one holds 0.</param>
/// <param name="Code">The instructions, in order.</param>
public sealed record LitmusThread(ImmutableDictionary<string, ulong> Registers, ImmutableArray<Instruction> Code);

/// <summary>The languages of litmus tests.</summary>
public enum Architecture
{
    /// <summary>Armv8-A, AArch64 state.</summary>
    AArch64,

    /// <summary>x86, in either order of operands.</summary>
    X86,

    /// <summary>C11 atomics.</summary>
    C,
}
