using System.Runtime.CompilerServices;
using Interlock.Sync;

namespace Interlock.Models.Isolation;

/// <summary>
/// Where a client chooses what to do next. Its code holds no number there, of a page, a VM or a CPU: only there may names be exchanged.
/// Nobody else chooses in this file, so a choice that is made here is known by that.
/// </summary>
internal static class NextCall
{
    private static readonly string File = ThisFile();

    /// <summary>The host's next call.</summary>
    public static Access OfHost(Cpu cpu, int calls) => cpu.Choose(calls);

    /// <summary>The guest's next access or call.</summary>
    public static Access OfGuest(Cpu cpu, int calls) => cpu.Choose(calls);

    /// <summary>Whether an operation is such a choice.</summary>
    public static bool Is(Operation operation) =>
        operation.Kind == OperationKind.Choose && operation.Site.File == File;

    private static string ThisFile([CallerFilePath] string file = "") => file;
}
