using System.Runtime.CompilerServices;
using Interlock.Sync;

namespace Interlock.Models.Lanes.Acts;

/// <summary>
/// What a victim lets everybody know. Nothing else is asked for in this file, so such an operation is known by that. What it answers is
/// compared: two executions in which it differs need not look alike afterwards.
/// </summary>
public static class Released
{
    private static readonly string File = ThisFile();

    /// <summary>A word that the victim is about to show.</summary>
    public static Access Load(Cpu cpu, Address address)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        return cpu.Load(address);
    }

    /// <summary>Memory that the victim is about to show.</summary>
    public static Access GuestLoad(Cpu cpu, ulong ipa)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        return cpu.GuestLoad(ipa);
    }

    /// <summary>Whether an operation releases what it answers.</summary>
    public static bool Is(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation.Site.File == File;
    }

    private static string ThisFile([CallerFilePath] string file = "") => file;
}
