using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition.Acts;

/// <summary>
/// Observed reads of the observer that are not guest accesses: reads of registers. This file requests no other operations, so its
/// operations are recognized by their place.
/// </summary>
/// <seealso cref="AskedIn"/>
public static class Seen
{
    private static readonly AskedIn Here = AskedIn.ThisFile();

    /// <summary>Reads a word that the observer can see.</summary>
    /// <param name="cpu">The vCPU that reads.</param>
    /// <param name="address">The word.</param>
    /// <exception cref="ArgumentNullException"><paramref name="cpu"/> is null.</exception>
    public static Access Load(Cpu cpu, Address address) => AskedIn.Of(cpu).Load(address);

    /// <summary>Whether the observer sees the result of an operation.</summary>
    public static bool Is(Operation operation) => Here.Has(operation);
}
