using Interlock.Semantics.Memories;

namespace Interlock.CoyoteTests.Litmus.Plain;

/// <summary>
/// What a vCPU has seen of an order of writes, written down plainly from the rules of the Arm model (ordered-before, as herd's
/// aarch64.cat has it) and apart from the machine that it checks: positions are numbers that never change, and nothing is forgotten.
/// </summary>
internal sealed class PlainViews(int words)
{
    public double Everything; // before all later accesses
    public double Writes; // before all later writes
    public double Read;
    public double ReadForWrites;
    public double ReadOfDiscarded;
    public double ReadOfDiscardedForWrites;
    public double Wrote;
    public double Released;
    public double Decided; // what addresses and branches depended on
    public double[] Coherent = new double[words];
    public Own[] Owns = new Own[words];
    public SortedDictionary<int, (double View, double ForWrites)> Results = [];
    public (int Word, double From, double View, double ForWrites, bool HasOwn)? Exclusive;

    public PlainViews Copy()
    {
        var copy = (PlainViews)MemberwiseClone();
        (copy.Coherent, copy.Owns) = ([.. Coherent], [.. Owns]);
        copy.Results = new SortedDictionary<int, (double View, double ForWrites)>(Results);
        return copy;
    }

    public double ViewOf(ulong results) => Results.Where(entry => (results >> entry.Key & 1) != 0).Select(entry => entry.Value.View).Append(0).Max();

    public double ForWritesOf(ulong results) =>
        Results.Where(entry => (results >> entry.Key & 1) != 0).Select(entry => entry.Value.ForWrites).Append(0).Max();

    /// <summary>From where on a read may look.</summary>
    public double BoundOf(Reading read)
    {
        var bound = Math.Max(Everything, ViewOf(read.Address));
        return read.Order == ReadOrder.Acquire ? Math.Max(bound, Released) : bound;
    }

    /// <summary>What a write comes after.</summary>
    public double BoundOf(Writing write)
    {
        var operands = ForWritesOf(write.Address | write.AddressPicked | write.Data | write.Picked);
        var bound = new[] { Everything, Writes, Decided, operands, Coherent[write.Word] }.Max();
        return write.Order == WriteOrder.Release
            ? new[] { bound, Read, ReadForWrites, ReadOfDiscarded, ReadOfDiscardedForWrites, Wrote }.Max()
            : bound;
    }

    /// <summary>Reads a write at a position; says up to where no other write of the word may come between.</summary>
    public (double Until, double View, double ForWrites, double Carried, double CarriedForWrites) See(Reading read, double position)
    {
        var bound = BoundOf(read);
        var own = Owns[read.Word];
        var acquires = read.Order != ReadOrder.Plain && !read.IsDiscarded;
        var isForwarded = own.IsThere && own.Position == position && position > bound;
        var view = !isForwarded ? Math.Max(bound, position)
            : Math.Max(bound, Math.Max(own.Depended, acquires ? own.AtomicRead : 0));
        var forWrites = !isForwarded ? view
            : Math.Max(view, Math.Max(own.CarriedForWrites, acquires ? own.AtomicReadForWrites : 0));
        var (carried, carriedForWrites) = isForwarded
            ? (Math.Max(view, own.Carried), Math.Max(forWrites, own.CarriedForWrites))
            : (view, forWrites);
        Coherent[read.Word] = position;
        if (read.IsDiscarded)
        {
            ReadOfDiscarded = Math.Max(ReadOfDiscarded, view);
            ReadOfDiscardedForWrites = Math.Max(ReadOfDiscardedForWrites, forWrites);
        }
        else
        {
            Read = Math.Max(Read, view);
            ReadForWrites = Math.Max(ReadForWrites, forWrites);
        }

        if (acquires)
        {
            Everything = Math.Max(Everything, view);
            Writes = Math.Max(Writes, forWrites);
        }

        Decided = Math.Max(Decided, ForWritesOf(read.Address | read.Picked));
        if (read.Result >= 0)
        {
            Results[read.Result] = (carried, carriedForWrites);
        }

        if (read.IsExclusive)
        {
            Exclusive = (read.Word, position, view, forWrites, false);
        }

        return (isForwarded ? position : bound, view, forWrites, carried, carriedForWrites);
    }

    /// <summary>Says what is carried by a write before its read, if it has one, changes what is known.</summary>
    public Own Carry(Writing write)
    {
        var depended = ViewOf(write.Address | write.Data);
        return new Own(true, 0, depended, depended, ForWritesOf(write.Address | write.AddressPicked | write.Data | write.Picked), 0, 0);
    }

    /// <summary>Has written at a position.</summary>
    public void Write(Writing write, double position, Own own)
    {
        Decided = Math.Max(Decided, ForWritesOf(write.Address | write.AddressPicked));
        Coherent[write.Word] = position;
        Owns[write.Word] = own with { Position = position };
        Wrote = Math.Max(Wrote, position);
        if (write.Order == WriteOrder.Release)
        {
            Released = Math.Max(Released, position);
        }
    }

    public void Fence(FenceKind kind)
    {
        switch (kind)
        {
            case FenceKind.Full or FenceKind.Synchronization or FenceKind.Release:
                Everything = new[] { Everything, Read, ReadOfDiscarded, Wrote }.Max();
                Writes = new[] { Writes, ReadForWrites, ReadOfDiscardedForWrites }.Max();
                break;
            case FenceKind.Load or FenceKind.Acquire:
                Everything = Math.Max(Everything, Read);
                Writes = Math.Max(Writes, ReadForWrites);
                break;
            case FenceKind.Store:
                Writes = Math.Max(Writes, Wrote);
                break;
            case FenceKind.SynchronizationOfStores:
                (Writes, Decided) = (Math.Max(Writes, Wrote), Math.Max(Decided, Wrote));
                break;
            case FenceKind.Context:
                Everything = Math.Max(Everything, Decided);
                break;
            default:
                throw new InvalidOperationException($"There is no fence {kind}.");
        }
    }

    /// <summary>All that there is to it, positions as they are told.</summary>
    public void Encode(Func<double, ulong> position, List<ulong> into)
    {
        double[] all =
        [
            Everything, Writes, Read, ReadForWrites, ReadOfDiscarded, ReadOfDiscardedForWrites, Wrote, Released, Decided,
            .. Coherent,
            .. Owns.SelectMany(own => new[]
            {
                own.Position, own.Depended, own.Carried, own.CarriedForWrites, own.AtomicRead, own.AtomicReadForWrites,
            }),
            .. Results.SelectMany(result => new[] { result.Value.View, result.Value.ForWrites }),
        ];
        into.AddRange(all.Select(position));
        into.AddRange(Results.Keys.Select(result => (ulong)result));
        into.AddRange(Owns.Select(own => own.IsThere ? 1UL : 0));
        if (Exclusive is var (word, from, view, forWrites, hasOwn))
        {
            into.AddRange([(ulong)word, position(from), position(view), position(forWrites), hasOwn ? 1UL : 0]);
        }

        into.Add(ulong.MaxValue);
    }

    /// <summary>The last own write of a word.</summary>
    internal readonly record struct Own(
        bool IsThere,
        double Position,
        double Depended,
        double Carried,
        double CarriedForWrites,
        double AtomicRead,
        double AtomicReadForWrites);
}
