using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition.Acts;

/// <summary>
/// What a victim does in front of everybody: that it is done, where, and whether it faults, is seen, but not the value that it answers.
/// Nothing else is asked for in this file, so such an operation is known by that.
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

    /// <summary>Whether an operation is made in front of everybody.</summary>
    public static bool Is(Operation operation) => Here.Has(operation);
}
