using System.Runtime.CompilerServices;
using Interlock.Sync;

namespace Interlock.Models.Lanes.Acts;

/// <summary>
/// What the observer reads where it reads no memory: registers. Nothing else is asked for in this file, so such an operation is known by
/// that.
/// </summary>
public static class Seen
{
    private static readonly string File = ThisFile();

    /// <summary>Reads a word that it can see.</summary>
    public static Access Load(Cpu cpu, Address address)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        return cpu.Load(address);
    }

    /// <summary>Whether the observer sees what an operation answers.</summary>
    public static bool Is(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation.Site.File == File;
    }

    private static string ThisFile([CallerFilePath] string file = "") => file;
}
