using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Sync.Stepping.Guards;

/// <summary>What the framework is handed to compare by: it compares by copies of the code that does.</summary>
internal sealed class GuardedComparer<T> : IComparer<T>, IEqualityComparer<T>, IComparer
{
    private readonly Func<T?, T?, int>? compare;
    private readonly Func<T?, T?, bool>? equals;
    private readonly Func<T, int>? hash;

    private GuardedComparer(Func<T?, T?, int>? compare, Func<T?, T?, bool>? equals, Func<T, int>? hash) =>
        (this.compare, this.equals, this.hash) = (compare, equals, hash);

    /// <summary>A comparer that does the same; the same one if it is the framework's, or there is none.</summary>
    public static IComparer<T>? Of(IComparer<T>? original) => original is null || PurityCheck.IsTrusted(original.GetType())
        ? original : new GuardedComparer<T>(GuardedDelegate.OfCode<Func<T?, T?, int>>(original.Compare), null, null);

    /// <summary>The same of what tells whether two are equal.</summary>
    public static IEqualityComparer<T>? Of(IEqualityComparer<T>? original) => original is null || PurityCheck.IsTrusted(original.GetType())
        ? original
        : new GuardedComparer<T>(
            null, GuardedDelegate.OfCode<Func<T?, T?, bool>>(original.Equals), GuardedDelegate.OfCode<Func<T, int>>(original.GetHashCode!));

    /// <inheritdoc/>
    public int Compare(T? x, T? y) => compare!(x, y);

    /// <inheritdoc/>
    public bool Equals(T? x, T? y) => equals!(x, y);

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] T obj) => hash!(obj);

    int IComparer.Compare(object? x, object? y) => compare!((T?)x, (T?)y);
}
