using System.Collections.Immutable;

namespace Interlock.Litmus;

/// <summary>What a litmus test asks of the states in which all threads have ended.</summary>
/// <param name="Quantifier">Of how many of them.</param>
/// <param name="Proposition">What is asked of each.</param>
/// <param name="Filter">Which of them count; null for all.</param>
public sealed record Condition(Quantifier Quantifier, Proposition Proposition, Proposition? Filter);

/// <summary>Of how many ends a proposition must hold.</summary>
public enum Quantifier
{
    /// <summary>Of one at least.</summary>
    Exists,

    /// <summary>Of none.</summary>
    NotExists,

    /// <summary>Of all.</summary>
    ForAll,
}

/// <summary>A claim about registers and locations.</summary>
public abstract record Proposition
{
    /// <summary>True.</summary>
    public sealed record True : Proposition;

    /// <summary>A register of a thread has a value at the end.</summary>
    /// <param name="Thread">The thread.</param>
    /// <param name="Name">The register.</param>
    /// <param name="Value">The value.</param>
    /// <param name="Bits">The bits that are compared: those that the register's type has.</param>
    public sealed record Register(int Thread, string Name, ulong Value, ulong Bits = ulong.MaxValue) : Proposition;

    /// <summary>A location has a value at the end.</summary>
    /// <param name="Location">Its index.</param>
    /// <param name="Value">The value.</param>
    /// <param name="Bits">The bits that are compared: those that the location's type has.</param>
    public sealed record Word(int Location, ulong Value, ulong Bits = ulong.MaxValue) : Proposition;

    /// <summary>The opposite.</summary>
    /// <param name="Inner">Of what.</param>
    public sealed record Not(Proposition Inner) : Proposition;

    /// <summary>All of some.</summary>
    /// <param name="Parts">Of which.</param>
    public sealed record All(ImmutableArray<Proposition> Parts) : Proposition;

    /// <summary>Any of some.</summary>
    /// <param name="Parts">Of which.</param>
    public sealed record Any(ImmutableArray<Proposition> Parts) : Proposition;

    /// <summary>Whether it holds.</summary>
    /// <param name="register">The value of a register of a thread at the end.</param>
    /// <param name="word">The value of a location at the end, by index.</param>
    public bool Holds(Func<int, string, ulong> register, Func<int, ulong> word) => this switch
    {
        True => true,
        Register own => ((register(own.Thread, own.Name) ^ own.Value) & own.Bits) == 0,
        Word own => ((word(own.Location) ^ own.Value) & own.Bits) == 0,
        Not not => !not.Inner.Holds(register, word),
        All all => all.Parts.All(part => part.Holds(register, word)),
        Any any => any.Parts.Any(part => part.Holds(register, word)),
        _ => throw new InvalidOperationException("There is no other proposition."),
    };
}
