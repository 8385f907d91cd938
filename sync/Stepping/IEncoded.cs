namespace Interlock.Sync.Stepping;

/// <summary>A value that an <see cref="Encoding"/> identifies exactly.</summary>
public interface IEncoded
{
    /// <summary>Appends words that are equal for two values exactly if no code can ever tell one from the other.</summary>
    /// <param name="into">Where to append them.</param>
    /// <exception cref="UnsupportedStateException">The value refers to something that can be changed or cannot be compared.</exception>
    void Encode(Encoding into);
}
