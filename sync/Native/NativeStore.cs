namespace Interlock.Sync.Native;

/// <summary>A store, an exchange or a fetch-add that a vCPU is about to make.</summary>
/// <param name="Vcpu">Who makes it.</param>
/// <param name="Address">The word.</param>
/// <param name="Value">What the word will hold; of a fetch-add, what is added to it.</param>
public readonly record struct NativeStore(int Vcpu, Address Address, ulong Value);
