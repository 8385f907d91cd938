namespace Interlock.Engine.Results;

/// <summary>
/// Why a call was refused. A refused call has changed nothing. The names are those of the errors that pKVM returns to its host
/// (negative errno values in x0, as SMCCC return codes are negative).
/// </summary>
public enum HypercallError
{
    /// <summary>The caller does not own the memory, or owns it in a state that does not allow the call (pKVM: EPERM).</summary>
    NotPermitted,

    /// <summary>An argument is out of range, is not aligned, or wraps around (pKVM: EINVAL).</summary>
    InvalidArgument,

    /// <summary>The caller did not supply enough table pages (pKVM: ENOMEM).</summary>
    NoMemory,

    /// <summary>What the call would end is in use: a loaded vCPU, a page that is still shared (pKVM: EBUSY).</summary>
    Busy,

    /// <summary>There is no such VM, vCPU or mapping (pKVM: ENOENT).</summary>
    NotFound,

    /// <summary>There already is such a VM, vCPU or mapping (pKVM: EEXIST).</summary>
    Exists,
}
