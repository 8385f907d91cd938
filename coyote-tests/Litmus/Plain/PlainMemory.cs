using Interlock.Semantics.Memories;

namespace Interlock.CoyoteTests.Litmus.Plain;

/// <summary>What both plain Armv8 machines share: an order of writes by position, of which the initial ones are at 0, and views of it.</summary>
internal abstract class PlainMemory : SharedMemory
{
    protected PlainMemory(IReadOnlyList<ulong> initial, int vcpus) => (Log, Vcpus) = (
        [.. initial.Select((value, word) => new Entry(0, word, value))],
        [.. Enumerable.Range(0, vcpus).Select(_ => new PlainViews(initial.Count))]);

    protected PlainMemory(PlainMemory of) => (Log, Vcpus) = ([.. of.Log], [.. of.Vcpus.Select(views => views.Copy())]);

    /// <summary>The writes, in no order.</summary>
    public List<Entry> Log { get; }

    public PlainViews[] Vcpus { get; }

    public override int Words => Vcpus[0].Coherent.Length;

    public override ulong Newest(int word) => Log.Where(entry => entry.Word == word).MaxBy(entry => entry.Position).Value;

    public override Sight Look(int vcpu, int word) => default;

    public override IEnumerable<(ulong Value, SharedMemory After)> Load(int vcpu, Reading read) => Readable(vcpu, read).Select(entry =>
    {
        var after = Copy();
        after.Take(vcpu, read, entry);
        return (entry.Value, (SharedMemory)after);
    });

    public override IEnumerable<SharedMemory> Store(int vcpu, Writing write)
    {
        foreach (var position in Places(vcpu, write, Vcpus[vcpu].BoundOf(write)))
        {
            var after = Copy();
            if (after.Vcpus[vcpu].Exclusive is { } open && open.Word == write.Word)
            {
                after.Vcpus[vcpu].Exclusive = open with { HasOwn = true };
            }

            after.Give(vcpu, write, position, Vcpus[vcpu].Carry(write));
            yield return after;
        }
    }

    public override IEnumerable<(ulong Value, SharedMemory After)> Update(
        int vcpu, Reading read, Func<ulong, Writing?> write, bool ordersAfter)
    {
        foreach (var entry in Readable(vcpu, read))
        {
            var seen = Copy();
            var (_, view, forWrites, carried, carriedForWrites) = seen.Take(vcpu, read, entry);
            if (write(entry.Value) is not { } writing)
            {
                yield return (entry.Value, seen);
                continue;
            }

            var own = Vcpus[vcpu].Carry(writing) with { AtomicRead = view, AtomicReadForWrites = forWrites };
            own = writing.DependsOnRead
                ? own with { Carried = Math.Max(own.Carried, carried), CarriedForWrites = Math.Max(own.CarriedForWrites, carriedForWrites) }
                : own;
            var bound = new[]
            {
                Vcpus[vcpu].BoundOf(writing),
                seen.Vcpus[vcpu].BoundOf(writing with { Address = 0, AddressPicked = 0, Data = 0, Picked = 0 }), forWrites, entry.Position,
            }.Max();
            foreach (var position in seen.Places(vcpu, writing, bound).Where(position => seen.IsNext(writing.Word, entry.Position, position)))
            {
                var after = seen.Copy();
                after.Give(vcpu, writing, position, own);
                after.Forbid(writing.Word, entry.Position, position, exceptIt: true);
                after.Vcpus[vcpu].Everything = ordersAfter ? Math.Max(after.Vcpus[vcpu].Everything, position) : after.Vcpus[vcpu].Everything;
                yield return (entry.Value, after);
            }
        }
    }

    public override IEnumerable<SharedMemory> StoreExclusive(int vcpu, Writing write)
    {
        if (Vcpus[vcpu].Exclusive is not { } open || open.Word != write.Word)
        {
            yield break;
        }

        var own = Vcpus[vcpu].Carry(write) with { AtomicRead = open.View, AtomicReadForWrites = open.ForWrites };
        var bound = new[] { Vcpus[vcpu].BoundOf(write), open.From, open.ForWrites }.Max();
        foreach (var position in Places(vcpu, write, bound).Where(position => open.HasOwn || IsNext(write.Word, open.From, position)))
        {
            var after = Copy();
            after.Give(vcpu, write, position, own);
            if (!open.HasOwn)
            {
                after.Forbid(write.Word, open.From, position, exceptIt: true);
            }

            after.Vcpus[vcpu].Exclusive = null;
            yield return after;
        }
    }

    public override SharedMemory FailExclusive(int vcpu)
    {
        var after = Copy();
        after.Vcpus[vcpu].Exclusive = null;
        return after;
    }

    public override IEnumerable<SharedMemory> Fence(int vcpu, FenceKind kind)
    {
        var after = Copy();
        after.Vcpus[vcpu].Fence(kind);
        return [after];
    }

    public override SharedMemory Branch(int vcpu, ulong results)
    {
        var after = Copy();
        after.Vcpus[vcpu].Decided = Math.Max(after.Vcpus[vcpu].Decided, after.Vcpus[vcpu].ForWritesOf(results));
        return after;
    }

    /// <summary>The same, to be changed.</summary>
    protected abstract PlainMemory Copy();

    /// <summary>Where a write after a bound may be.</summary>
    protected abstract IEnumerable<double> Places(int vcpu, Writing write, double bound);

    /// <summary>Writes there.</summary>
    protected virtual void Give(int vcpu, Writing write, double position, PlainViews.Own own) => Vcpus[vcpu].Write(write, position, own);

    /// <summary>Remembers that no other write of a word comes between two positions, or at the second one.</summary>
    protected virtual void Forbid(int word, double after, double until, bool exceptIt)
    {
    }

    /// <summary>Reads a write.</summary>
    protected virtual (double Until, double View, double ForWrites, double Carried, double CarriedForWrites) Take(
        int vcpu, Reading read, Entry entry)
    {
        var seen = Vcpus[vcpu].See(read, entry.Position);
        Forbid(read.Word, entry.Position, seen.Until, exceptIt: false);
        return seen;
    }

    private IEnumerable<Entry> Readable(int vcpu, Reading read)
    {
        var bound = Vcpus[vcpu].BoundOf(read);
        return Log.Where(entry => entry.Word == read.Word && entry.Position >= Vcpus[vcpu].Coherent[read.Word]
            && !Log.Any(other => other.Word == read.Word && other.Position > entry.Position && other.Position <= bound));
    }

    private bool IsNext(int word, double after, double position) =>
        !Log.Any(entry => entry.Word == word && entry.Position > after && entry.Position < position);

    /// <summary>A write.</summary>
    internal readonly record struct Entry(double Position, int Word, ulong Value);
}
