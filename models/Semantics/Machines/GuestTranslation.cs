using Interlock.Semantics.Monitors;

namespace Interlock.Semantics.Machines;

/// <summary>How a guest's access came to its translation, or to its fault.</summary>
/// <param name="Access">The access.</param>
/// <param name="Used">What the vCPU may hold that translates it so; none if it faulted.</param>
/// <param name="Missing">The words in which a walk finds no translation; none if it did not fault on one.</param>
public sealed record GuestTranslation(
    GuestAccess Access, IReadOnlyList<HeldTranslation> Used, IReadOnlyList<string> Missing);
