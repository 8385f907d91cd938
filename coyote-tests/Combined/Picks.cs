using System.Runtime.CompilerServices;
using Interlock.Sync;

namespace Interlock.CoyoteTests.Combined;

/// <summary>Choices between the two named words: no other choice is asked for in this file.</summary>
internal static class Picks
{
    private static readonly string Here = ThisFile();

    public static Access Name(Cpu cpu) => cpu.Choose(2);

    public static bool Is(Operation operation) => operation.Site.File == Here;

    private static string ThisFile([CallerFilePath] string file = "") => file;
}
