using System.Runtime.CompilerServices;
using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition.Acts;

/// <summary>A class of operations that is recognized by its source file, which requests no other operations.</summary>
internal sealed class AskedIn
{
    private readonly string file;

    private AskedIn(string file) => this.file = file;

    /// <summary>The operations of the calling file.</summary>
    public static AskedIn ThisFile([CallerFilePath] string file = "") => new(file);

    /// <summary>The vCPU that requests an operation.</summary>
    public static Cpu Of(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        return cpu;
    }

    /// <summary>Whether an operation is one of them.</summary>
    public bool Has(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation.Site.File == file;
    }
}
