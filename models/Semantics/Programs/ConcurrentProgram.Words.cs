using Interlock.Semantics.Transitions;
using System.Runtime.CompilerServices;
using Interlock.Sync;

namespace Interlock.Semantics.Programs;

/// <summary>The words of its memory, and the witnesses.</summary>
public sealed partial class ConcurrentProgram
{
    private readonly Dictionary<string, Site> demanded = [];

    /// <summary>Adds a word of memory.</summary>
    /// <param name="name">The name shown to readers.</param>
    /// <param name="initial">The initial value.</param>
    /// <param name="modulus">The modulus at which values wrap; zero for the full 64 bits.</param>
    /// <param name="format">
    /// Formats a value for readers; null shows small values in decimal and large ones in hexadecimal. A pure function; values with the
    /// same text look the same in a counterexample.
    /// </param>
    public Address Word(string name, ulong initial = 0, ulong modulus = 0, Func<ulong, string>? format = null) =>
        Add(new Word(name, initial, modulus) { Format = format });

    /// <summary>Adds a word of memory whose use readers know.</summary>
    /// <param name="name">The name shown to readers.</param>
    /// <param name="meaning">What it means to a reader.</param>
    /// <param name="initial">The initial value.</param>
    /// <param name="modulus">The modulus at which values wrap; zero for the full 64 bits.</param>
    public Address Word(string name, WordMeaning meaning, ulong initial = 0, ulong modulus = 0) =>
        Add(new Word(name, initial, modulus) { Meaning = meaning });

    /// <summary>Adds a word of flags, shown by name; flags without a name are shown in hexadecimal.</summary>
    /// <typeparam name="TFlags">The flags.</typeparam>
    /// <param name="name">The name shown to readers.</param>
    /// <param name="initial">The initial value.</param>
    public Address Flags<TFlags>(string name, ulong initial = 0)
        where TFlags : struct, Enum => Word(name, initial, format: FlagText.Of<TFlags>);

    /// <summary>Adds an event count, which code may advance for ever; see <see cref="Sync.EventCount"/>.</summary>
    /// <param name="name">The name shown to readers.</param>
    public EventCount EventCount(string name) => new(Add(new Word(name, 0, 0)
    {
        IsEventCount = true,
        Format = current => current == 0 ? "read by none" : "as read by " + string.Join(
            ' ', Enumerable.Range(0, 64).Where(vcpu => (current >> vcpu & 1) != 0).Select(vcpu => $"vcpu{vcpu}")),
    }));

    /// <summary>Demands that a witness is seen: a monitor's witness, or an event of that name.</summary>
    /// <param name="witness">The name of the witness.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void MustSee(string witness, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        witnesses.Add(witness);
        demanded[witness] = new Site(file, line);
    }

    /// <summary>The place in the source that demands a witness.</summary>
    internal Site WhereDemanded(string witness) => demanded[witness];

    private Address Add(Word word)
    {
        words.Add(word);
        return new Address(words.Count - 1);
    }
}
