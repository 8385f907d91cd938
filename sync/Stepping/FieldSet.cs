namespace Interlock.Sync.Stepping;

/// <summary>A set of fields by number, a bit each.</summary>
/// <param name="fields">How many fields there are.</param>
internal readonly struct FieldSet(int fields)
{
    private readonly ulong[] words = new ulong[(fields + 63) / 64];

    public bool Has(int field) => ((words[field >> 6] >> (field & 63)) & 1) != 0;

    public void Add(int field) => words[field >> 6] |= 1UL << (field & 63);

    /// <summary>Adds another set; says whether anything in it was new.</summary>
    public bool Add(FieldSet other)
    {
        var added = 0UL;
        for (var word = 0; word < words.Length; word++)
        {
            added |= other.words[word] & ~words[word];
            words[word] |= other.words[word];
        }

        return added != 0;
    }

    /// <summary>Adds another set but for some fields; says whether anything of it was new.</summary>
    public bool AddExcept(FieldSet other, FieldSet excluded)
    {
        var added = 0UL;
        for (var word = 0; word < words.Length; word++)
        {
            var wanted = other.words[word] & ~excluded.words[word];
            added |= wanted & ~words[word];
            words[word] |= wanted;
        }

        return added != 0;
    }
}
