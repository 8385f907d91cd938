using System.Runtime.InteropServices;

namespace Interlock.Explorer.States;

/// <summary>Zeroed memory outside the garbage collector's, in huge pages where the system gives them for the asking.</summary>
internal sealed unsafe partial class HugePages : IDisposable
{
    private const nuint PageSize = 2 << 20;
    private const int AdviseHugePage = 14; // MADV_HUGEPAGE of Linux

    private void* memory;

    /// <summary>Takes memory. Large pieces are not touched: the system zeroes each page when it is first used.</summary>
    public HugePages(ulong bytes)
    {
        var isLarge = bytes >= PageSize;
        memory = NativeMemory.AllocZeroed((nuint)bytes + (isLarge ? PageSize : 0));
        Start = isLarge ? (byte*)(((nuint)memory + PageSize - 1) / PageSize * PageSize) : memory;
        if (isLarge && OperatingSystem.IsLinux())
        {
            // Random probes in a large table miss the TLB on every small page. If refused, it is merely slower.
            _ = Advise(Start, (nuint)bytes, AdviseHugePage);
        }
    }

    ~HugePages() => NativeMemory.Free(memory);

    /// <summary>Where it begins.</summary>
    public void* Start { get; }

    public void Dispose()
    {
        NativeMemory.Free(memory);
        memory = null;
        GC.SuppressFinalize(this);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Advise(void* address, nuint length, int advice);
}
