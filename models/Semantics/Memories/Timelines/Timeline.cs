namespace Interlock.Semantics.Memories.Timelines;

/// <summary>
/// Memory of the Armv8 machine: all writes in one order. A write may be put anywhere in it that contradicts nothing already read, so
/// writes overtake each other and earlier reads; what vCPUs have seen are positions in it. Its executions are those of the Arm model in
/// which program order and reads-from together have no cycle (Pulte et al., PLDI 2019: promises can be made first).
/// </summary>
internal sealed partial class Timeline : SharedMemory
{
    private readonly bool isCanonical;

    /// <summary>A memory in which nothing has been written yet.</summary>
    /// <param name="initial">What words hold.</param>
    /// <param name="vcpus">How many vCPUs there are.</param>
    /// <param name="isCanonical">Whether timelines that can go on alike are made equal; if not, a search is only slower.</param>
    public Timeline(IReadOnlyList<ulong> initial, int vcpus, bool isCanonical = true)
    {
        this.isCanonical = isCanonical;
        Base = [.. initial.Select(value => new Message(0, value, 0, HasWord: false, Origin.Initial))];
        Vcpus = [.. Enumerable.Range(0, vcpus).Select(_ => new Views(initial.Count))];
    }

    private Timeline(Timeline of) => (Base, Slots, Vcpus, isCanonical) =
        ([.. of.Base], [.. of.Slots], [.. of.Vcpus.Select(views => views.Copy())], of.isCanonical);

    /// <summary>Per word the oldest message that anybody can still read.</summary>
    public Message[] Base { get; }

    /// <summary>The slots from position 1; one without a word is empty.</summary>
    public List<Message> Slots { get; } = [];

    /// <summary>What each vCPU has seen.</summary>
    public Views[] Vcpus { get; }

    /// <inheritdoc/>
    public override int Words => Base.Length;

    /// <summary>The same, to be changed.</summary>
    public Timeline Copy() => new(this);

    /// <summary>The value of a word when nothing is under way any more: the newest in the order.</summary>
    /// <inheritdoc/>
    public override ulong Newest(int word) => At(word, NewestBefore(word, Slots.Count + 1)).Value;

    /// <inheritdoc/>
    public override IEnumerable<(ulong Value, SharedMemory After)> Load(int vcpu, Reading read)
    {
        foreach (var position in Readable(vcpu, read))
        {
            var after = Copy();
            after.See(vcpu, read, position);
            yield return (At(read.Word, position).Value, after);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<SharedMemory> Store(int vcpu, Writing write)
    {
        var bound = Math.Max(WriteBound(Vcpus[vcpu], write), Vcpus[vcpu].Coherence[write.Word]);
        for (var position = bound + 1; position <= Slots.Count + 1; position++)
        {
            if (MayInsert(write.Word, position))
            {
                var after = Copy();
                var exclusive = after.Vcpus[vcpu].Exclusive;
                after.Vcpus[vcpu].Exclusive = exclusive with { IsFree = exclusive.IsFree || (exclusive.IsOpen && exclusive.Word == write.Word) };
                after.Put(vcpu, write, position, OwnWrite(Vcpus[vcpu], write, default, default));
                yield return after;
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(ulong Value, SharedMemory After)> Update(
        int vcpu, Reading read, Func<ulong, Writing?> write, bool ordersAfter)
    {
        foreach (var position in Readable(vcpu, read))
        {
            var value = At(read.Word, position).Value;
            var seen = Copy();
            var (post, result) = seen.See(vcpu, read, position);
            if (write(value) is not { } writing)
            {
                yield return (value, seen);
                continue;
            }

            // What it depends on was seen before its read, whose result may have taken the number of an earlier one.
            var own = OwnWrite(Vcpus[vcpu], writing, post, writing.DependsOnRead ? result : default);
            var independent = writing with { Address = 0, AddressPicked = 0, Data = 0, Picked = 0 };
            var bound = Math.Max(WriteBound(Vcpus[vcpu], writing), WriteBound(seen.Vcpus[vcpu], independent));
            foreach (var after in seen.StoreAfter(vcpu, writing, position, Math.Max(bound, post.Pick), own, isFree: false))
            {
                if (ordersAfter)
                {
                    after.Vcpus[vcpu].Raise(after.Vcpus[vcpu].Own[read.Word].Position);
                }

                yield return (value, after);
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<SharedMemory> StoreExclusive(int vcpu, Writing write)
    {
        var open = Vcpus[vcpu].Exclusive;
        if (!open.IsOpen || open.Word != write.Word)
        {
            return [];
        }

        var bound = Math.Max(WriteBound(Vcpus[vcpu], write), open.Read.Pick);
        return StoreAfter(vcpu, write, open.Position, bound, OwnWrite(Vcpus[vcpu], write, open.Read, default), open.IsFree).Select(after =>
        {
            after.Vcpus[vcpu].Exclusive = default;
            return after;
        });
    }

    /// <inheritdoc/>
    public override IEnumerable<SharedMemory> Fence(int vcpu, FenceKind kind)
    {
        var after = Copy();
        var views = after.Vcpus[vcpu];
        switch (kind)
        {
            case FenceKind.Load or FenceKind.Acquire:
                views.Raise(views.Reads);
                break;
            case FenceKind.Store:
                views.CurrentWrites = Math.Max(views.CurrentWrites, views.Writes);
                break;
            case FenceKind.SynchronizationOfStores:
                views.CurrentWrites = Math.Max(views.CurrentWrites, views.Writes);
                views.Captured = Math.Max(views.Captured, views.Writes); // ISB after DSB ST orders reads after writes (DSB-ob; IFB)
                break;
            case FenceKind.OfStoreBuffer:
                break;
            case FenceKind.Context:
                views.Raise(views.Captured);
                break;
            default:
                views.Raise(views.Reads.Join(views.Discarded));
                views.Raise(views.Writes);
                break;
        }

        return [after];
    }

    /// <inheritdoc/>
    public override SharedMemory FailExclusive(int vcpu)
    {
        var after = Copy();
        after.Vcpus[vcpu].Exclusive = default;
        return after;
    }

    /// <inheritdoc/>
    public override SharedMemory Branch(int vcpu, ulong results)
    {
        var after = Copy();
        after.Vcpus[vcpu].Capture(results);
        return after;
    }

    /// <inheritdoc/>
    public override SharedMemory Canonical(ReadOnlySpan<Remainder> rest)
    {
        var after = Copy();
        for (var vcpu = 0; vcpu < rest.Length; vcpu++)
        {
            after.Vcpus[vcpu].HasEnded = rest[vcpu].HasEnded;
            after.Vcpus[vcpu].Keep(rest[vcpu].Results);
        }

        if (isCanonical)
        {
            CanonicalForm.Make(after);
        }

        return after;
    }

    /// <inheritdoc/>
    public override Sight Look(int vcpu, int word) => SightOf(word, Vcpus[vcpu].Coherence[word]);

    /// <inheritdoc/>
    public override Sight Replaced(SharedMemory before, int vcpu, int word) =>
        SightOf(word, NewestBefore(word, Vcpus[vcpu].Coherence[word]));

    /// <inheritdoc/>
    public override void Encode(List<ulong> into)
    {
        foreach (var message in Base.Concat(Slots))
        {
            into.Add(((ulong)message.Word << 40) | ((ulong)message.Horizon << 8) | (message.HasWord ? 1UL : 0));
            into.Add(message.Value);
        }

        into.Add(ulong.MaxValue);
        foreach (var views in Vcpus)
        {
            views.Encode(into);
        }
    }

    /// <summary>The position of the newest message of a word before a position; 0 for the base.</summary>
    public int NewestBefore(int word, int position)
    {
        for (var before = position - 1; before > 0; before--)
        {
            if (Slots[before - 1] is { HasWord: true } slot && slot.Word == word)
            {
                return before;
            }
        }

        return 0;
    }

    /// <summary>The message of a word at a position; 0 for the base.</summary>
    public Message At(int word, int position) => position == 0 ? Base[word] : Slots[position - 1];

    private Sight SightOf(int word, int position) => new(
        At(word, position).Value,
        At(word, position).By,
        [.. Slots.Skip(position).Where(slot => slot.HasWord && slot.Word == word).Select(slot => slot.By)]);

    private void SetAt(int word, int position, Message message)
    {
        if (position == 0)
        {
            Base[word] = message;
        }
        else
        {
            Slots[position - 1] = message;
        }
    }

    private static int ReadBound(Views views, Reading read)
    {
        var bound = Math.Max(views.Current, views.Of(read.Address).View);
        return read.Order == ReadOrder.Acquire ? Math.Max(bound, views.Released) : bound;
    }

    private static int WriteBound(Views views, Writing write)
    {
        var depended = views.Of(write.Address | write.Data | write.Picked | write.AddressPicked).Pick;
        var bound = Math.Max(Math.Max(views.Current, views.CurrentWrites), Math.Max(views.Captured, depended));
        return write.Order == WriteOrder.Release
            ? Math.Max(bound, Math.Max(views.Reads.Join(views.Discarded).Pick, views.Writes))
            : bound;
    }

    // The write but for its position; read is what the read of an atomic has seen, result the same where the value follows from it.
    private static OwnWrite OwnWrite(Views views, Writing write, Seen read, Seen result)
    {
        var depended = views.Of(write.Address | write.Data).View;
        var carried = new Seen(depended, views.Of(write.Address | write.AddressPicked | write.Data | write.Picked).Pick);
        return new OwnWrite(0, depended, carried.Join(result), read);
    }

    private List<int> Readable(int vcpu, Reading read)
    {
        var views = Vcpus[vcpu];
        var bound = ReadBound(views, read);
        var oldest = views.Coherence[read.Word];
        var readable = new List<int>();
        if (NewestBefore(read.Word, bound + 1) is var newest && newest >= oldest)
        {
            readable.Add(newest);
        }

        for (var position = bound + 1; position <= Slots.Count; position++)
        {
            if (position >= oldest && Slots[position - 1] is { HasWord: true } slot && slot.Word == read.Word)
            {
                readable.Add(position);
            }
        }

        return readable;
    }

    // Reads a message, and says what has been seen by that.
    private (Seen Read, Seen Result) See(int vcpu, Reading read, int position)
    {
        var views = Vcpus[vcpu];
        var bound = ReadBound(views, read);
        var own = views.Own[read.Word];
        var isAcquire = read.Order != ReadOrder.Plain && !read.IsDiscarded;
        var isForwarded = position > bound && position == own.Position;
        var post = Math.Max(bound, isForwarded ? Math.Max(own.Depended, isAcquire ? own.Atomic.View : 0) : position);
        var seen = new Seen(post, isForwarded ? Math.Max(post, Math.Max(own.Carried.Pick, isAcquire ? own.Atomic.Pick : 0)) : post);
        var message = At(read.Word, position);
        if (!isForwarded && bound > position)
        {
            SetAt(read.Word, position, message with { Horizon = Math.Max(message.Horizon, bound) });
        }

        views.Coherence[read.Word] = position;
        if (read.IsDiscarded)
        {
            views.Discarded = views.Discarded.Join(seen);
        }
        else
        {
            views.Reads = views.Reads.Join(seen);
        }

        if (isAcquire)
        {
            views.Raise(seen);
        }

        views.Capture(read.Address | read.Picked);
        var result = isForwarded ? seen.Join(own.Carried) : seen;
        if (read.Result >= 0)
        {
            views.Results[read.Result] = result;
        }

        if (read.IsExclusive)
        {
            views.Exclusive = new ExclusiveRead(true, read.Word, position, seen, IsFree: false);
        }

        return (seen, result);
    }

    private IEnumerable<Timeline> StoreAfter(int vcpu, Writing write, int predecessor, int seen, OwnWrite own, bool isFree)
    {
        var bound = Math.Max(Math.Max(seen, Vcpus[vcpu].Coherence[write.Word]), predecessor);
        for (var position = bound + 1; position <= Slots.Count + 1; position++)
        {
            if ((!isFree && NewestBefore(write.Word, position) != predecessor) || !MayInsert(write.Word, position))
            {
                continue;
            }

            var after = Copy();
            after.Put(vcpu, write, position, own);
            if (!isFree)
            {
                var message = after.At(write.Word, predecessor);
                after.SetAt(write.Word, predecessor, message with { Horizon = Math.Max(message.Horizon, position) });
            }

            yield return after;
        }
    }

    private bool MayInsert(int word, int position) => At(word, NewestBefore(word, position)).Horizon < position;

    private void Put(int vcpu, Writing write, int position, OwnWrite own)
    {
        int Moved(int view) => view >= position ? view + 1 : view;
        var views = Vcpus[vcpu];
        var captured = Math.Max(views.Captured, views.Of(write.Address | write.AddressPicked).Pick);
        foreach (var other in Vcpus)
        {
            other.Map(Moved);
        }

        for (var slot = 0; slot < Slots.Count; slot++)
        {
            Slots[slot] = Slots[slot] with { Horizon = Moved(Slots[slot].Horizon) };
        }

        for (var word = 0; word < Base.Length; word++)
        {
            Base[word] = Base[word] with { Horizon = Moved(Base[word].Horizon) };
        }

        Slots.Insert(position - 1, new Message(write.Word, write.Value, 0, HasWord: true, write.By));
        views.Coherence[write.Word] = position;
        views.Own[write.Word] = own with { Position = position };
        views.Writes = Math.Max(views.Writes, position);
        views.Captured = Math.Max(Moved(views.Captured), captured);
        if (write.Order == WriteOrder.Release)
        {
            views.Released = Math.Max(views.Released, position);
        }
    }
}
