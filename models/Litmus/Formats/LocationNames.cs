namespace Interlock.Litmus.Formats;

/// <summary>The locations of a test in the order in which they come up, and their addresses.</summary>
internal sealed class LocationNames
{
    // Above any number that a test computes with, and far enough apart for no sum of small numbers to lead from one to another.
    private const ulong First = 1UL << 32;
    private const ulong Distance = 1UL << 16;

    private readonly List<string> names = [];

    public IReadOnlyList<string> All => names;

    /// <summary>The index of a location, which is added if it is new.</summary>
    public int Add(string name)
    {
        var index = names.IndexOf(name);
        if (index < 0)
        {
            index = names.Count;
            names.Add(name);
        }

        return index;
    }

    /// <summary>The index of a location; -1 if there is none of that name.</summary>
    public int Find(string name) => names.IndexOf(name);

    /// <summary>The value that the address of a location has in a register.</summary>
    public static ulong AddressOf(int location) => First + ((ulong)location * Distance);

    /// <summary>The location at an address; -1 if there is none.</summary>
    public static int At(ulong address) =>
        address >= First && (address - First) % Distance == 0 ? (int)((address - First) / Distance) : -1;
}
