using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition.Acts;

/// <summary>
/// What the observer reads where it reads no memory: registers. Nothing else is asked for in this file, so such an operation is known by
/// that.
/// </summary>
/// <seealso cref="AskedIn"/>
public static class Seen
{
    private static readonly AskedIn Here = AskedIn.ThisFile();

    /// <summary>Reads a word that it can see.</summary>
    /// <param name="cpu">Where it looks.</param>
    /// <param name="address">The word.</param>
    /// <exception cref="ArgumentNullException"><paramref name="cpu"/> is null.</exception>
    public static Access Load(Cpu cpu, Address address) => AskedIn.Of(cpu).Load(address);

    /// <summary>Whether the observer sees what an operation answers.</summary>
    public static bool Is(Operation operation) => Here.Has(operation);
}
