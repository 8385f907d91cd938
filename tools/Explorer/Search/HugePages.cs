using System.Runtime.InteropServices;

namespace Interlock.Explorer.Search;

/// <summary>Zeroed memory outside the garbage collector's, in huge pages where the system gives them for the asking.</summary>
internal static unsafe partial class HugePages
{
    private const nuint PageSize = 2 << 20;
    private const nuint CacheLine = 64;
    private const int AdviseHugePage = 14; // MADV_HUGEPAGE of Linux

    public static void* AllocateZeroed(ulong bytes)
    {
        var unit = bytes >= PageSize ? PageSize : CacheLine;
        var size = ((nuint)bytes + unit - 1) / unit * unit;
        var memory = NativeMemory.AlignedAlloc(size, unit);
        if (OperatingSystem.IsLinux() && unit == PageSize)
        {
            // Random probes in a large table miss the TLB on every small page. If refused, it is merely slower.
            _ = Advise(memory, size, AdviseHugePage);
        }

        NativeMemory.Clear(memory, size);
        return memory;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Advise(void* address, nuint length, int advice);
}
