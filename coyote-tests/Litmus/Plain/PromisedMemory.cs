using Interlock.Semantics.Memories;

namespace Interlock.CoyoteTests.Litmus.Plain;

/// <summary>
/// An order of writes that is given, as one vCPU alone lives with it: its writes are those of the order that it has promised, or, where it
/// may, one that it promises now, and others after the end.
/// </summary>
internal sealed class PromisedMemory : PlainMemory
{
    private readonly bool mayAppend;
    private ulong pending; // promises that are not kept yet, a bit each
    private int appended; // writes after the end
    private ulong before; // writes that the vCPU has read or made
    private readonly SortedDictionary<int, ulong> causes; // per own write, what the vCPU had read or made before it

    public PromisedMemory(IReadOnlyList<ulong> initial, int vcpus, IReadOnlyList<(int Vcpu, int Word, ulong Value)> promised, int vcpu, bool mayAppend)
        : base(initial, vcpus)
    {
        (Promised, this.mayAppend, causes) = (promised, mayAppend, []);
        for (var index = 0; index < promised.Count; index++)
        {
            Log.Add(new Entry(index + 1, promised[index].Word, promised[index].Value));
            pending |= promised[index].Vcpu == vcpu ? 1UL << index : 0;
        }
    }

    private PromisedMemory(PromisedMemory of)
        : base(of) => (Promised, mayAppend, pending, before, causes, New, appended) =
            (of.Promised, of.mayAppend, of.pending, of.before, new SortedDictionary<int, ulong>(of.causes), of.New, of.appended);

    public IReadOnlyList<(int Vcpu, int Word, ulong Value)> Promised { get; }

    /// <summary>The write that is promised now.</summary>
    public (int Word, ulong Value)? New { get; private set; }

    public bool HasKeptAll => pending == 0;

    public bool HasAppended => appended > 0 || New is not null;

    /// <summary>Per own write, what the vCPU had read or made before it.</summary>
    public IReadOnlyDictionary<int, ulong> Causes => causes;

    public override void Encode(List<ulong> into)
    {
        foreach (var entry in Log)
        {
            into.AddRange([(ulong)entry.Position, (ulong)entry.Word, entry.Value]);
        }

        foreach (var views in Vcpus)
        {
            views.Encode(position => (ulong)position, into);
        }

        into.AddRange([pending, before, New is null ? 0UL : 1, (ulong)appended]);
        foreach (var (write, causing) in causes)
        {
            into.AddRange([(ulong)write, causing]);
        }
    }

    protected override PlainMemory Copy() => new PromisedMemory(this);

    protected override IEnumerable<double> Places(int vcpu, Writing write, double bound)
    {
        for (var index = 0; index < Promised.Count; index++)
        {
            if ((pending >> index & 1) != 0 && (Promised[index].Word, Promised[index].Value) == (write.Word, write.Value) && index + 1 > bound)
            {
                yield return index + 1;
            }
        }

        if (mayAppend)
        {
            if (New is null && Promised.Count + 1 > bound)
            {
                yield return Promised.Count + 1;
            }

            yield return Promised.Count + 2 + appended;
        }
    }

    protected override void Give(int vcpu, Writing write, double position, PlainViews.Own own)
    {
        var index = (int)position - 1;
        if (index < Promised.Count)
        {
            pending &= ~(1UL << index);
        }
        else
        {
            Log.Add(new Entry(position, write.Word, write.Value));
            New = index == Promised.Count ? (write.Word, write.Value) : New;
            appended += index == Promised.Count ? 0 : 1;
        }

        causes[index] = before;
        before |= 1UL << index;
        base.Give(vcpu, write, position, own);
    }

    protected override (double Until, double View, double ForWrites, double Carried, double CarriedForWrites) Take(
        int vcpu, Reading read, Entry entry)
    {
        before |= entry.Position > 0 ? 1UL << ((int)entry.Position - 1) : 0;
        return base.Take(vcpu, read, entry);
    }
}
