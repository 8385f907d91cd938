namespace Interlock.Engine.Stage2;

/// <summary>
/// Who owns the memory that an invalid descriptor does not map, kept in its bits 9:2, which hardware ignores as it does all bits
/// but bit 0. A zero descriptor belongs to the host and is mapped when the host first touches it, as in pKVM. The default is the
/// host.
/// </summary>
/// <param name="Id">0 the host, 1 the engine, from 2 on the guests.</param>
public readonly record struct OwnerId(byte Id)
{
    private const byte FirstGuest = 2;

    /// <summary>How many guests an annotation can name.</summary>
    public const int MostGuests = byte.MaxValue + 1 - FirstGuest;

    /// <summary>The host.</summary>
    public static OwnerId Host => new(0);

    /// <summary>The engine itself.</summary>
    public static OwnerId Engine => new(1);

    /// <summary>Whether it is a guest.</summary>
    public bool IsGuest => Id >= FirstGuest;

    /// <summary>The guest's position in the VM table, from zero.</summary>
    /// <exception cref="InvalidOperationException">It is no guest.</exception>
    public int Slot => IsGuest ? Id - FirstGuest : throw new InvalidOperationException($"{this} is no guest.");

    /// <summary>A guest.</summary>
    /// <param name="slot">Its position in the VM table, from zero, below <see cref="MostGuests"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An annotation cannot name it.</exception>
    public static OwnerId Guest(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, MostGuests);
        return new((byte)(slot + FirstGuest));
    }

    /// <inheritdoc/>
    public override string ToString() => Id switch
    {
        0 => "host",
        1 => "engine",
        _ => $"guest:{Id - FirstGuest}",
    };
}
