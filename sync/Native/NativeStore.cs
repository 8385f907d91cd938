namespace Interlock.Sync.Native;

/// <summary>A store, an exchange or a fetch operation that a vCPU is about to perform.</summary>
/// <param name="Vcpu">The vCPU.</param>
/// <param name="Address">The word.</param>
/// <param name="Value">The value to store; of a fetch operation, its operand.</param>
public readonly record struct NativeStore(int Vcpu, Address Address, ulong Value);
