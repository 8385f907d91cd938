using System.Runtime.CompilerServices;
using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition.Acts;

/// <summary>Operations that are known by the file that asks for them: nothing else is asked for there.</summary>
internal sealed class AskedIn
{
    private readonly string file;

    private AskedIn(string file) => this.file = file;

    /// <summary>Those of the file that says this.</summary>
    public static AskedIn ThisFile([CallerFilePath] string file = "") => new(file);

    /// <summary>Who asks.</summary>
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
