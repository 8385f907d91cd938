using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition.Acts;

/// <summary>
/// Public operations of a victim: the observer sees that they are made, at which address, and whether they fault, but not their results.
/// This file requests no other operations, so its operations are recognized by their place.
/// </summary>
/// <seealso cref="AskedIn"/>
public static class Shown
{
    private static readonly AskedIn Here = AskedIn.ThisFile();

    /// <summary>Reads memory as a guest.</summary>
    public static Access GuestLoad(Cpu cpu, ulong ipa) => AskedIn.Of(cpu).GuestLoad(ipa);

    /// <summary>Writes memory as a guest.</summary>
    public static Access GuestStore(Cpu cpu, ulong ipa, ulong value) => AskedIn.Of(cpu).GuestStore(ipa, value);

    /// <summary>Fetches an instruction as a guest.</summary>
    public static Access GuestFetch(Cpu cpu, ulong ipa) => AskedIn.Of(cpu).GuestFetch(ipa);

    /// <summary>Whether an operation is made in public.</summary>
    public static bool Is(Operation operation) => Here.Has(operation);
}
