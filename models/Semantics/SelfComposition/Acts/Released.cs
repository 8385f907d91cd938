using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition.Acts;

/// <summary>
/// Declassified operations of a victim. Their results are compared: two executions with different results are not compared further.
/// This file requests no other operations, so its operations are recognized by their place.
/// </summary>
/// <seealso cref="AskedIn"/>
public static class Released
{
    private static readonly AskedIn Here = AskedIn.ThisFile();

    /// <summary>Reads a word that the victim is about to declassify.</summary>
    public static Access Load(Cpu cpu, Address address) => AskedIn.Of(cpu).Load(address);

    /// <summary>Reads guest memory that the victim is about to declassify.</summary>
    public static Access GuestLoad(Cpu cpu, ulong ipa) => AskedIn.Of(cpu).GuestLoad(ipa);

    /// <summary>Whether an operation declassifies its result.</summary>
    public static bool Is(Operation operation) => Here.Has(operation);
}
