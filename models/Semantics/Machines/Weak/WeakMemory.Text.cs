using Interlock.Semantics.Memories;
using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.Machines.Weak;

/// <summary>What a reader is told of it.</summary>
internal sealed partial class WeakMemory
{
    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> own)
    {
        var memory = memories[own[Word]];
        return [.. Enumerable.Range(0, program.Vcpus.Count).Select(vcpu => memory is StoreBuffers buffers
            ? new NamedValue($"buffer{vcpu}", Listed(buffers.Waiting(vcpu).Select(write => $"{program.Words[write.Word].Name}={Show(write.Word, write.Value)}")))
            : new NamedValue($"readable{vcpu}", Listed(Unseen(memory, vcpu))))];
    }

    /// <inheritdoc/>
    public override string DrainText(ReadOnlySpan<ulong> own, int buffer) =>
        ((StoreBuffers)memories[own[Word]]).Drain(buffer) is var (word, value, _)
            ? $"lets {program.Words[word].Name} = {Show(word, value)} reach memory"
            : "is empty";

    /// <inheritdoc/>
    public override int DrainedWord(ReadOnlySpan<ulong> own, int buffer) =>
        ((StoreBuffers)memories[own[Word]]).Drain(buffer) is var (word, _, _) ? word : -1;

    // Per word the values that a load can still answer, oldest first, where there are several.
    private IEnumerable<string> Unseen(SharedMemory memory, int vcpu)
    {
        for (var word = 0; word < program.Words.Count; word++)
        {
            var values = memory.Load(vcpu, new Reading(word, ReadOrder.Plain)).Select(read => Show(word, read.Value)).ToList();
            if (values.Count > 1)
            {
                yield return $"{program.Words[word].Name} {string.Join('|', values)}";
            }
        }
    }

    private string Show(int word, ulong value) => program.Words[word].Show(value);

    private static string Listed(IEnumerable<string> items) => items.ToList() is { Count: > 0 } all ? string.Join(", ", all) : "-";
}
