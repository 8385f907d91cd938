using System.Collections.Immutable;

namespace Interlock.Semantics.Memories;

/// <summary>
/// Total store order: memory, and per vCPU a queue of writes that reach memory one by one, at any time (Owens, Sarkar and Sewell,
/// TPHOLs 2009). A read takes the own newest write in the queue; a fence or an atomic waits until it is empty.
/// </summary>
internal sealed class StoreBuffers : SharedMemory
{
    private readonly ImmutableArray<ulong> words;
    private readonly ImmutableArray<Origin> origins; // per word the step that wrote it
    private readonly ImmutableArray<ImmutableArray<Pending>> buffers;
    private readonly ImmutableArray<int> reservations; // per vCPU the word of an open exclusive pair; -1 for none
    private readonly int capacity;

    /// <summary>Empty queues before a memory.</summary>
    /// <param name="words">What memory holds.</param>
    /// <param name="vcpus">How many vCPUs there are.</param>
    /// <param name="capacity">Writes that a queue can hold; 0 for sequential consistency.</param>
    public StoreBuffers(ImmutableArray<ulong> words, int vcpus, int capacity)
        : this(words, [.. words.Select(_ => Origin.Initial)], [.. Enumerable.Repeat(ImmutableArray<Pending>.Empty, vcpus)], [.. Enumerable.Repeat(-1, vcpus)], capacity)
    {
    }

    private StoreBuffers(
        ImmutableArray<ulong> words,
        ImmutableArray<Origin> origins,
        ImmutableArray<ImmutableArray<Pending>> buffers,
        ImmutableArray<int> reservations,
        int capacity) =>
        (this.words, this.origins, this.buffers, this.reservations, this.capacity) = (words, origins, buffers, reservations, capacity);

    /// <inheritdoc/>
    public override int Words => words.Length;

    /// <inheritdoc/>
    public override bool IsAtRest => buffers.All(buffer => buffer.IsEmpty);

    /// <inheritdoc/>
    public override IEnumerable<(ulong Value, SharedMemory After)> Load(int vcpu, Reading read)
    {
        for (var index = buffers[vcpu].Length - 1; index >= 0; index--)
        {
            if (buffers[vcpu][index].Word == read.Word)
            {
                return [(buffers[vcpu][index].Value, this)];
            }
        }

        return [(words[read.Word], read.IsExclusive ? Reserve(vcpu, read.Word) : this)];
    }

    /// <inheritdoc/>
    public override IEnumerable<SharedMemory> Store(int vcpu, Writing write) => capacity == 0
        ? [With(write)]
        : [new StoreBuffers(
            words,
            origins,
            buffers.SetItem(vcpu, buffers[vcpu].Add(new Pending(write.Word, write.Value, write.By))),
            reservations,
            capacity)];

    /// <inheritdoc/>
    public override IEnumerable<(ulong Value, SharedMemory After)> Update(
        int vcpu, Reading read, Func<ulong, Writing?> write, bool ordersAfter)
    {
        if (!buffers[vcpu].IsEmpty)
        {
            return [];
        }

        var value = words[read.Word];
        return [(value, write(value) is { } writing ? With(writing) : this)];
    }

    /// <inheritdoc/>
    public override IEnumerable<SharedMemory> Fence(int vcpu, FenceKind kind) =>
        buffers[vcpu].IsEmpty || kind is not (FenceKind.Full or FenceKind.Synchronization or FenceKind.OfStoreBuffer) ? [this] : [];

    /// <summary>How many writes the longest queue holds.</summary>
    public int Longest => buffers.Max(buffer => buffer.Length);

    /// <summary>The writes in a queue, the oldest first.</summary>
    public IReadOnlyList<(int Word, ulong Value)> Waiting(int vcpu) => [.. buffers[vcpu].Select(pending => (pending.Word, pending.Value))];

    /// <summary>The step of a queue: its oldest write reaches memory. Null if it is empty.</summary>
    public (int Word, ulong Value, StoreBuffers After)? Drain(int vcpu)
    {
        if (buffers[vcpu].IsEmpty)
        {
            return null;
        }

        var first = buffers[vcpu][0];
        var after = new StoreBuffers(
            words.SetItem(first.Word, first.Value),
            origins.SetItem(first.Word, first.By),
            buffers.SetItem(vcpu, buffers[vcpu].RemoveAt(0)),
            Broken(first.Word),
            capacity);
        return (first.Word, first.Value, after);
    }

    /// <inheritdoc/>
    public override IEnumerable<SharedMemory> Internal()
    {
        for (var vcpu = 0; vcpu < buffers.Length; vcpu++)
        {
            if (Drain(vcpu) is { } drained)
            {
                yield return drained.After;
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<SharedMemory> StoreExclusive(int vcpu, Writing write) =>
        buffers[vcpu].IsEmpty && reservations[vcpu] == write.Word ? [With(write)] : [];

    /// <inheritdoc/>
    public override SharedMemory FailExclusive(int vcpu) => Reserve(vcpu, -1);

    /// <inheritdoc/>
    public override ulong Newest(int word) => words[word];

    /// <inheritdoc/>
    public override Sight Look(int vcpu, int word)
    {
        var newer = buffers.Where((_, other) => other != vcpu).SelectMany(buffer => buffer).Where(write => write.Word == word).Select(write => write.By);
        var own = buffers[vcpu].LastOrDefault(write => write.Word == word);
        return buffers[vcpu].Any(write => write.Word == word)
            ? new Sight(own.Value, own.By, [.. newer])
            : new Sight(words[word], origins[word], [.. newer]);
    }

    /// <inheritdoc/>
    public override (int Word, ulong Value, Origin By)? Arrived(SharedMemory before)
    {
        for (var vcpu = 0; vcpu < buffers.Length; vcpu++)
        {
            if (((StoreBuffers)before).buffers[vcpu].Length > buffers[vcpu].Length)
            {
                var (word, value, by) = ((StoreBuffers)before).buffers[vcpu][0];
                return (word, value, by);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override void Encode(List<ulong> into)
    {
        into.AddRange(words);
        into.AddRange(reservations.Select(word => (ulong)(uint)word));
        foreach (var buffer in buffers)
        {
            into.Add((ulong)buffer.Length);
            foreach (var (word, value, _) in buffer)
            {
                into.Add((ulong)word);
                into.Add(value);
            }
        }
    }

    private StoreBuffers With(Writing write) =>
        new(
        words.SetItem(write.Word, write.Value), origins.SetItem(write.Word, write.By), buffers, Broken(write.Word), capacity);

    private StoreBuffers Reserve(int vcpu, int word) => new(words, origins, buffers, reservations.SetItem(vcpu, word), capacity);

    private ImmutableArray<int> Broken(int word) => [.. reservations.Select(reserved => reserved == word ? -1 : reserved)];

    private readonly record struct Pending(int Word, ulong Value, Origin By);
}
