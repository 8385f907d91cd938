using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition.Acts;

/// <summary>
/// Private operations of a victim: its private choices, its registers, its own memory. Each of two executions performs them
/// independently, any number of times. This file requests no other operations, so its operations are recognized by their place.
/// </summary>
/// <seealso cref="AskedIn"/>
public static class Secret
{
    private static readonly AskedIn Here = AskedIn.ThisFile();

    /// <summary>Chooses any number below a bound; each of two executions chooses independently.</summary>
    public static Access Choose(Cpu cpu, int bound) => AskedIn.Of(cpu).Choose(bound);

    /// <summary>Reads a word of its own.</summary>
    public static Access Load(Cpu cpu, Address address) => AskedIn.Of(cpu).Load(address);

    /// <summary>Writes a word of its own.</summary>
    public static Access Store(Cpu cpu, Address address, ulong value) => AskedIn.Of(cpu).Store(address, value);

    /// <summary>Reads memory as a guest.</summary>
    public static Access GuestLoad(Cpu cpu, ulong ipa) => AskedIn.Of(cpu).GuestLoad(ipa);

    /// <summary>Writes memory as a guest.</summary>
    public static Access GuestStore(Cpu cpu, ulong ipa, ulong value) => AskedIn.Of(cpu).GuestStore(ipa, value);

    /// <summary>Whether an operation is private to the victim.</summary>
    public static bool Is(Operation operation) => Here.Has(operation);
}
