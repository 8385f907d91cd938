using System.Runtime.CompilerServices;
using Interlock.Sync;

namespace Interlock.Isolation.Clients.Choices;

/// <summary>Where a client chooses a VM. Nothing else is chosen in this file, so such a choice is known by that.</summary>
internal static class VmChoice
{
    private static readonly string File = ThisFile();

    /// <summary>Any VM, or a number that is none.</summary>
    public static Access Any(Cpu cpu, int count) => cpu.Choose(count + 1);

    /// <summary>Whether an operation is the choice of a VM.</summary>
    public static bool Is(Operation operation) => operation.Kind == OperationKind.Choose && operation.Site.File == File;

    private static string ThisFile([CallerFilePath] string file = "") => file;
}
