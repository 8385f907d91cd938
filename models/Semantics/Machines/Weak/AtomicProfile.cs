namespace Interlock.Semantics.Machines.Weak;

/// <summary>What atomic operations are made of on Armv8.</summary>
public enum AtomicProfile
{
    /// <summary>One instruction each (FEAT_LSE), and LDAPR for acquiring loads.</summary>
    Lse,

    /// <summary>A load and a store exclusive, and LDAR for acquiring loads.</summary>
    Exclusives,

    /// <summary>A full barrier on both sides, as .NET documents of <c>Interlocked</c>; LDAPR for acquiring loads.</summary>
    Dotnet,
}
