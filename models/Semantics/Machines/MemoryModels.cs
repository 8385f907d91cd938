using Interlock.Semantics.Machines.Weak;

namespace Interlock.Semantics.Machines;

/// <summary>The memory models that can be asked for beside sequential consistency, by name.</summary>
public static class MemoryModels
{
    /// <summary>All of them. Of Armv8 there is one for each <see cref="AtomicProfile"/>.</summary>
    public static IReadOnlyDictionary<string, MemoryModel> All { get; } = new Dictionary<string, MemoryModel>
    {
        ["tso"] = new WeakMemoryModel(new TotalStoreOrder()),
        ["armv8-lse"] = new WeakMemoryModel(new Armv8(AtomicProfile.Lse)),
        ["armv8-exclusives"] = new WeakMemoryModel(new Armv8(AtomicProfile.Exclusives)),
        ["armv8-dotnet"] = new WeakMemoryModel(new Armv8(AtomicProfile.Dotnet)),
    };

    /// <summary>x86-TSO.</summary>
    /// <param name="bound">Stores that a buffer can hold; executions that need more are cut, and counted.</param>
    public static MemoryModel Tso(int bound = TotalStoreOrder.UsualBound) => new WeakMemoryModel(new TotalStoreOrder(bound));

    /// <summary>Armv8 without load buffering.</summary>
    /// <param name="profile">What atomics are made of.</param>
    /// <param name="bound">Writes that a vCPU can be behind; executions that need more are cut, and counted.</param>
    public static MemoryModel Armv8(AtomicProfile profile = AtomicProfile.Lse, int bound = Weak.Armv8.UsualBound) =>
        new WeakMemoryModel(new Armv8(profile, bound));
}
