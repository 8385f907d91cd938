namespace Interlock.Isolation.Idealized;

/// <summary>The processor's execution mode.</summary>
public enum Mode
{
    /// <summary>User mode: all that an untrusted OS ever runs in.</summary>
    User,

    /// <summary>Supervisor mode: the hypervisor's, and at times a trusted OS's.</summary>
    Supervisor,
}
