using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Specifications.Abstractions;

/// <summary>Reads a component from words. The lock of the component must be held, or free.</summary>
/// <typeparam name="T">The component.</typeparam>
public interface IAbstraction<T>
    where T : class
{
    /// <summary>The most words that <see cref="Gather"/> finds.</summary>
    int Capacity { get; }

    /// <summary>All words on which the component depends: with the same words, <see cref="Read"/> answers the same.</summary>
    /// <returns>How many there are.</returns>
    int Gather<TWords>(TWords words, Span<ulong> into)
        where TWords : IWords, allows ref struct;

    /// <summary>What the words mean.</summary>
    Reading<T> Read<TWords>(TWords words)
        where TWords : IWords, allows ref struct;
}
