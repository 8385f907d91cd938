namespace Interlock.Isolation.Idealized;

/// <summary>Who owns a machine page. The default is nobody.</summary>
/// <param name="Code">0 for nobody, 1 for the hypervisor, from 2 on the operating systems.</param>
public readonly record struct Owner(int Code)
{
    private const int FirstOs = 2;

    /// <summary>Nobody.</summary>
    public static Owner Nobody => default;

    /// <summary>The hypervisor.</summary>
    public static Owner Hypervisor => new(1);

    /// <summary>Whether it is an OS.</summary>
    public bool IsOs => Code >= FirstOs;

    /// <summary>An operating system.</summary>
    public static Owner Os(int os) => new(os + FirstOs);

    /// <inheritdoc/>
    public override string ToString() => Code switch
    {
        0 => "nobody's",
        1 => "the hypervisor's",
        _ => $"os{Code - FirstOs}'s",
    };
}
