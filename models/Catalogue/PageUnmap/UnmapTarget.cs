using Interlock.Engine.Stage2;
using Interlock.Sync;

namespace Interlock.Catalogue.Unmaps;

/// <summary>What an unmap takes away.</summary>
/// <param name="Entry">The last-level entry.</param>
/// <param name="Ipa">What it translates, in bytes.</param>
/// <param name="Vm">Of which VM.</param>
/// <param name="Other">A VM that it does not concern.</param>
internal readonly record struct UnmapTarget(Address Entry, ulong Ipa, Vttbr Vm, Vttbr Other);
