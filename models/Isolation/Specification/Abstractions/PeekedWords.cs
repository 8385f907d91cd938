using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Isolation.Specifications.Abstractions;

/// <summary>The words of a machine that stands still, as far as the locks of what is read are held.</summary>
/// <param name="peek">What a word holds.</param>
public readonly struct PeekedWords(Func<Address, ulong> peek) : IWords
{
    /// <inheritdoc/>
    public ulong Read(Address address) => peek(address);
}
