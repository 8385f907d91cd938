using Interlock.Sync;
using Interlock.Sync.Native;

namespace Interlock.Semantics.Programs;

/// <summary>What a real thread checks before it stores to some words.</summary>
/// <param name="Property">What is checked.</param>
/// <param name="Addresses">The words.</param>
/// <param name="Check">Throws if the property does not hold.</param>
public sealed record StoreCheck(
    string Property, IReadOnlyList<Address> Addresses, Action<NativeMachine, NativeStore> Check);
