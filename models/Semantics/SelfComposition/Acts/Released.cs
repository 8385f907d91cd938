using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition.Acts;

/// <summary>
/// What a victim lets everybody know. What it answers is compared: two executions in which it differs need not look alike afterwards.
/// Nothing else is asked for in this file, so such an operation is known by that.
/// </summary>
/// <seealso cref="AskedIn"/>
public static class Released
{
    private static readonly AskedIn Here = AskedIn.ThisFile();

    /// <summary>A word that the victim is about to show.</summary>
    public static Access Load(Cpu cpu, Address address) => AskedIn.Of(cpu).Load(address);

    /// <summary>Memory that the victim is about to show.</summary>
    public static Access GuestLoad(Cpu cpu, ulong ipa) => AskedIn.Of(cpu).GuestLoad(ipa);

    /// <summary>Whether an operation releases what it answers.</summary>
    public static bool Is(Operation operation) => Here.Has(operation);
}
