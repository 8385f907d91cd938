using Interlock.Sync;

namespace Interlock.Semantics.Transitions;

/// <summary>Readable words of memory: those of a state, of a step, or of a native machine between steps.</summary>
public interface IWords
{
    /// <summary>The value of a word.</summary>
    ulong Read(Address address);
}
