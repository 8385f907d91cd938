using Interlock.Semantics.Machines.StageTwo;

namespace Interlock.Semantics.Machines.Native;

/// <summary>An entry of a TLB; the default is an empty one.</summary>
/// <param name="Form">What it is: a table on the way, a translation of stage 2, or one of both stages.</param>
/// <param name="Vmid">Of which guest.</param>
/// <param name="IpaPage">The first IPA page that it translates; a multiple of how many it does.</param>
/// <param name="SpanBits">The logarithm of how many IPA pages it translates.</param>
/// <param name="Level">The level of the descriptor, from zero at the root.</param>
/// <param name="Descriptor">The descriptor; valid ones only are cached, so never zero.</param>
/// <param name="Source">The word of memory that it was read from.</param>
internal readonly record struct CachedDescriptor(
    TlbForm Form, ulong Vmid, ulong IpaPage, int SpanBits, int Level, ulong Descriptor, int Source)
{
    public bool IsEmpty => Descriptor == 0;

    /// <summary>The page of memory where an IPA page is, by a leaf.</summary>
    public ulong PageFor(ulong ipaPage) => PageLayout.PageOf(Descriptor) + ipaPage - IpaPage;

    public bool Translates(ulong vmid, ulong ipaPage) =>
        Descriptor != 0 && Vmid == vmid && ((IpaPage ^ ipaPage) >> SpanBits) == 0;
}
