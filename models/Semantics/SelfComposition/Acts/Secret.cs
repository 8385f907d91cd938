using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition.Acts;

/// <summary>
/// What a victim does by itself, and nobody sees: its private choices, its registers, its own memory. Two executions do it each for itself,
/// as often as each likes. Nothing else is asked for in this file, so such an operation is known by that.
/// </summary>
/// <seealso cref="AskedIn"/>
public static class Secret
{
    private static readonly AskedIn Here = AskedIn.ThisFile();

    /// <summary>Any number below a bound: each of two executions chooses for itself.</summary>
    public static Access Choose(Cpu cpu, int bound) => AskedIn.Of(cpu).Choose(bound);

    /// <summary>Reads a word of its own.</summary>
    public static Access Load(Cpu cpu, Address address) => AskedIn.Of(cpu).Load(address);

    /// <summary>Writes a word of its own.</summary>
    public static Access Store(Cpu cpu, Address address, ulong value) => AskedIn.Of(cpu).Store(address, value);

    /// <summary>Reads memory as a guest.</summary>
    public static Access GuestLoad(Cpu cpu, ulong ipa) => AskedIn.Of(cpu).GuestLoad(ipa);

    /// <summary>Writes memory as a guest.</summary>
    public static Access GuestStore(Cpu cpu, ulong ipa, ulong value) => AskedIn.Of(cpu).GuestStore(ipa, value);

    /// <summary>Whether an operation is the victim's own.</summary>
    public static bool Is(Operation operation) => Here.Has(operation);
}
