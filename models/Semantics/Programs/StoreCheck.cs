using Interlock.Sync;
using Interlock.Sync.Native;

namespace Interlock.Semantics.Programs;

/// <summary>A check that a real thread makes before it stores to some words.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Addresses">The words.</param>
/// <param name="Check">Throws if the property does not hold.</param>
public sealed record StoreCheck(
    string Property, IReadOnlyList<Address> Addresses, Action<NativeMachine, NativeStore> Check);
