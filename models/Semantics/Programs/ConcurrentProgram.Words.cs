using System.Runtime.CompilerServices;
using Interlock.Sync;

namespace Interlock.Semantics.Programs;

/// <summary>The words of its memory, and the witnesses.</summary>
public sealed partial class ConcurrentProgram
{
    private readonly Dictionary<string, Site> demanded = [];

    /// <summary>Adds a word of memory.</summary>
    /// <param name="name">What a reader calls it.</param>
    /// <param name="initial">What it holds at first.</param>
    /// <param name="modulus">The value at which it wraps; zero for the full 64 bits.</param>
    /// <param name="format">
    /// How its values are shown to a reader; null for small ones in decimal and large ones in hexadecimal. A pure function; two values
    /// that are shown alike look the same in a counterexample.
    /// </param>
    public Address Word(string name, ulong initial = 0, ulong modulus = 0, Func<ulong, string>? format = null) =>
        Add(new Word(name, initial, modulus) { Format = format });

    /// <summary>Adds a word of flags, which are shown by name, and in hexadecimal those that have none.</summary>
    /// <typeparam name="TFlags">The flags.</typeparam>
    /// <param name="name">What a reader calls it.</param>
    /// <param name="initial">What it holds at first.</param>
    public Address Flags<TFlags>(string name, ulong initial = 0)
        where TFlags : struct, Enum => Word(name, initial, format: FlagText.Of<TFlags>);

    /// <summary>Adds an event count, which code may go on advancing for ever; see <see cref="Sync.EventCount"/>.</summary>
    /// <param name="name">What a reader calls it.</param>
    public EventCount EventCount(string name) => new(Add(new Word(name, 0, 0)
    {
        IsEventCount = true,
        Format = current => current == 0 ? "read by none" : "as read by " + string.Join(
            ' ', Enumerable.Range(0, 64).Where(vcpu => (current >> vcpu & 1) != 0).Select(vcpu => $"vcpu{vcpu}")),
    }));

    /// <summary>Demands that a witness is seen; a monitor or the code's note of that name shows it.</summary>
    /// <param name="witness">The witness.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void MustSee(string witness, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        witnesses.Add(witness);
        demanded[witness] = new Site(file, line);
    }

    /// <summary>Where it is demanded that a witness is seen.</summary>
    internal Site WhereDemanded(string witness) => demanded[witness];

    private Address Add(Word word)
    {
        words.Add(word);
        return new Address(words.Count - 1);
    }
}
