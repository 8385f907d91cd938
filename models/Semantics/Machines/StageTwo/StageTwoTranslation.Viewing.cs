using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Machines.StageTwo;

// What who draws a counterexample is told.
public partial class StageTwoTranslation
{
    /// <inheritdoc/>
    public override VcpuView? View(Memory memory, int vcpu, Func<Address, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(nameOf);
        var held = new List<HeldTranslation>();
        foreach (var entry in Held(memory, vcpu).Entries)
        {
            held.Add(Of(entry, memory, nameOf));
        }

        var pending = Pending(memory, vcpu).Items;
        return new VcpuView(
            vcpu,
            Vttbr(memory, vcpu),
            EarlierVttbrs(memory, vcpu).ToArray(),
            held,
            [.. pending.Where(item => item is { Issued: not null, Word: < 0 }).Select(item => new PendingTlbi(
                item.Issued!.Value.Kind,
                item.Issued.Value.IpaPage,
                item.Issued.Value.Vmid,
                item.Batch > 0,
                [.. pending.Where(other => other.Word >= 0 && other.Batch == item.Batch && other.Issued == item.Issued)
                    .Select(other => nameOf(new Address(other.Word))).Distinct()]))]);
    }

    /// <inheritdoc/>
    public override GuestTranslation Translate(Memory memory, int vcpu, in GuestAccess access, Func<Address, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(nameOf);
        var (vmid, ipaPage) = (Walker.VmidOf(access.Vttbr), PageLayout.PageOf(access.Ipa));
        var used = new List<HeldTranslation>();
        foreach (var entry in Held(memory, vcpu).Entries)
        {
            if (!access.IsFault && entry.Form != TlbForm.Walk && entry.Vmid == vmid && entry.Descriptor == access.Descriptor
                && entry.IpaPage <= ipaPage && ipaPage - entry.IpaPage < layout.Span(vmid, entry.Level)
                && PageLayout.PageOf(entry.Descriptor) + ipaPage - entry.IpaPage == layout.PageAround(access.Word))
            {
                used.Add(Of(entry, memory, nameOf));
            }
        }

        var missing = access.Fault == GuestFault.Translation
            ? ReachOf(Held(memory, vcpu), access.Vttbr, ipaPage).Faulting(memory)
            : [];
        return new GuestTranslation(access, used, [.. missing.Select(nameOf)]);
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, WordMeaning>> Meanings(int vcpus) => Enumerable.Range(0, vcpus).SelectMany(
        vcpu => (IEnumerable<KeyValuePair<string, WordMeaning>>)
        [
            new(StageTwoText.VttbrName(vcpu), new WordMeaning(WordKind.Vttbr, vcpu)),
            new(StageTwoText.TlbName(vcpu), new WordMeaning(WordKind.Tlb, vcpu)),
        ]);

    private HeldTranslation Of(TlbEntry entry, Memory memory, Func<Address, string> nameOf)
    {
        var source = new Address(entry.Source);
        return new HeldTranslation(
            entry.Form,
            entry.Vmid,
            entry.IpaPage,
            layout.Span(entry.Vmid, entry.Level),
            entry.Level,
            entry.Descriptor,
            nameOf(source),
            HardwareDescriptor.Meaning(memory[source]) == entry.Descriptor)
        {
            SourceWord = entry.Source,
        };
    }
}
