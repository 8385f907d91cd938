using Interlock.Sync;

namespace Interlock.Semantics.Transitions;

/// <summary>Words of memory, to read: those of a state, of a step, or of a machine that stands still.</summary>
public interface IWords
{
    /// <summary>What a word holds.</summary>
    ulong Read(Address address);
}
