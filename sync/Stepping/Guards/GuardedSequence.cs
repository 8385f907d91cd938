using System.Collections;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Sync.Stepping.Guards;

/// <summary>A sequence that the framework is handed: it goes through it by copies of the code that makes it.</summary>
internal sealed class GuardedSequence<T> : IEnumerable<T>
{
    private static readonly Func<IEnumerable<T>, IEnumerator<T>> First =
        Stubs.Of(CallSite.OfObject(typeof(IEnumerable<T>).GetMethod(nameof(IEnumerable<>.GetEnumerator))!)).CreateDelegate<Func<IEnumerable<T>, IEnumerator<T>>>();

    private static readonly Func<IEnumerator, bool> Next =
        Stubs.Of(CallSite.OfObject(typeof(IEnumerator).GetMethod(nameof(IEnumerator.MoveNext))!)).CreateDelegate<Func<IEnumerator, bool>>();

    private readonly IEnumerable<T> original;

    private GuardedSequence(IEnumerable<T> original) => this.original = original;

    /// <summary>A sequence with the same elements; the same one if the framework makes it, or there is none.</summary>
    public static IEnumerable<T>? Of(IEnumerable<T>? original) =>
        original is null || PurityCheck.IsTrusted(original.GetType()) ? original : new GuardedSequence<T>(original);

    public IEnumerator<T> GetEnumerator() => new Enumerator(First(original));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Enumerator(IEnumerator<T> original) : IEnumerator<T>
    {
        public T Current => original.Current;

        object? IEnumerator.Current => Current;

        public bool MoveNext() => Next(original);

        public void Reset() => original.Reset();

        public void Dispose() => original.Dispose();
    }
}
