namespace Interlock.Engine.Aborts;

/// <summary>The resolution of an access that faulted.</summary>
public enum AbortResolution
{
    /// <summary>The fault was spurious, or another CPU has dealt with it: the access is made again.</summary>
    Retry,

    /// <summary>The memory is mapped now: the access is made again.</summary>
    Mapped,

    /// <summary>Whoever made the access gets an abort of its own.</summary>
    Injected,

    /// <summary>The guest is left: the host is asked for memory.</summary>
    NeedsMemory,

    /// <summary>The guest is left: the host is asked for a permission.</summary>
    NeedsPermission,

    /// <summary>The guest is left: the host emulates a device.</summary>
    Device,
}
