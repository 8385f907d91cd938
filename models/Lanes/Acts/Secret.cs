using System.Runtime.CompilerServices;
using Interlock.Sync;

namespace Interlock.Models.Lanes.Acts;

/// <summary>
/// What a victim does by itself, and nobody sees: its private choices, its registers, its own memory. Nothing else is asked for in this
/// file, so such an operation is known by that.
/// </summary>
public static class Secret
{
    private static readonly string File = ThisFile();

    /// <summary>Any number below a bound: each of two executions chooses for itself.</summary>
    public static Access Choose(Cpu cpu, int bound) => Of(cpu).Choose(bound);

    /// <summary>Reads a word of its own.</summary>
    public static Access Load(Cpu cpu, Address address) => Of(cpu).Load(address);

    /// <summary>Writes a word of its own.</summary>
    public static Access Store(Cpu cpu, Address address, ulong value) => Of(cpu).Store(address, value);

    /// <summary>Reads memory as a guest.</summary>
    public static Access GuestLoad(Cpu cpu, ulong ipa) => Of(cpu).GuestLoad(ipa);

    /// <summary>Writes memory as a guest.</summary>
    public static Access GuestStore(Cpu cpu, ulong ipa, ulong value) => Of(cpu).GuestStore(ipa, value);

    /// <summary>Whether an operation is the victim's own.</summary>
    public static bool Is(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation.Site.File == File;
    }

    private static Cpu Of(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        return cpu;
    }

    private static string ThisFile([CallerFilePath] string file = "") => file;
}
