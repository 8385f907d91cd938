using Interlock.Engine.Aborts;
using Interlock.Engine.Platform;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Vms;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Refinements;
using Interlock.Isolation.Specifications;
using Interlock.Isolation.Structures;
using Xunit;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>What the specification says, written down by hand: one VM with a root in page 0, a spare table in page 4.</summary>
public sealed class SpecificationTests
{
    private static readonly Configuration Configuration = SmallEngine.Of(vms: 2, pages: 6, levels: 2, shares: 2);
    private static readonly Components Boot = SmallEngine.Boot(Configuration);

    private static readonly Components One = Boot
        .With(0, HostPage.OfEngine)
        .With(4, HostPage.OfEngine)
        .With(0, VmState.None(4) with { Status = VmStatus.Active, Spares = Rows.Of([4]) })
        .With(0, TableRow.None(1) with { Status = VmStatus.Active });

    // Page 1 given, page 2 lent, in the table in page 4.
    private static readonly Components Two = One
        .With(1, HostPage.OfVm(0))
        .With(2, HostPage.LentTo(1))
        .With(0, One.Vm(0)! with
        {
            OwnedPages = 1,
            Spares = Rows.Of<int>([]),
            Tables = Rows.Of([new TreeTable(3, 0, 4)]),
            Places = Rows.Of([Owned(1), new Place(PageState.SharedBorrowed, 2, false, 3), default, default]),
        });

    private static readonly Components Loaded = (Two with { Loaded = new(0, 0) })
        .With(0, Two.Table!.Vms[0].With(0, TableRow.Loaded) with { References = 1 });

    private static readonly Components Block = Two
        .With(2, HostPage.OfVm(0)).With(3, HostPage.OfVm(0)).With(1, HostPage.Own)
        .With(0, One.Vm(0)! with { OwnedPages = 2, Places = Rows.Of([Owned(2, 2), Owned(3, 2), default, default]) });

    private static readonly Components Dying = Boot
        .With(1, HostPage.OfVm(0))
        .With(0, VmState.None(4) with { Status = VmStatus.Dying, OwnedPages = 1 })
        .With(0, TableRow.None(1) with { Status = VmStatus.Dying });

    private readonly List<string> refusedFor = [];

    public static TheoryData<Call, int, int, int, string, HypercallError, string> Refusals { get; } = new()
    {
        { Call.CreateVm, 0, 6, 0, "one", HypercallError.InvalidArgument, "the page is in range" },
        { Call.CreateVm, 0, 0, 0, "one", HypercallError.NotPermitted, "the page is the host's alone" },
        { Call.CreateVm, 0, 5, 0, "full", HypercallError.NoMemory, "a position is free" },
        { Call.DestroyVm, 2, 0, 0, "one", HypercallError.InvalidArgument, "the VM is in range" },
        { Call.DestroyVm, 1, 0, 0, "one", HypercallError.NotFound, "the VM is active" },
        { Call.DestroyVm, 0, 0, 0, "loaded", HypercallError.Busy, "none of its vCPUs is loaded" },
        { Call.ReclaimPage, 0, 6, 0, "dying", HypercallError.InvalidArgument, "the page is in range" },
        { Call.ReclaimPage, 0, 5, 0, "dying", HypercallError.NotPermitted, "the page is a VM's" },
        { Call.ReclaimPage, 0, 1, 0, "two", HypercallError.NotPermitted, "its VM is gone" },
        { Call.CreateVcpu, 2, 0, 0, "one", HypercallError.InvalidArgument, "the VM is in range" },
        { Call.CreateVcpu, 0, 0, 1, "one", HypercallError.InvalidArgument, "the vCPU is in range" },
        { Call.CreateVcpu, 1, 0, 0, "one", HypercallError.NotFound, "the VM is active" },
        { Call.CreateVcpu, 0, 0, 0, "loaded", HypercallError.Exists, "there is no such vCPU" },
        { Call.LoadVcpu, 2, 0, 0, "one", HypercallError.InvalidArgument, "the VM is in range" },
        { Call.LoadVcpu, 0, 0, 1, "one", HypercallError.InvalidArgument, "the vCPU is in range" },
        { Call.LoadVcpu, 1, 0, 0, "one", HypercallError.NotFound, "the VM is active" },
        { Call.LoadVcpu, 0, 0, 0, "one", HypercallError.NotFound, "there is such a vCPU" },
        { Call.LoadVcpu, 0, 0, 0, "loaded", HypercallError.Busy, "the CPU has no vCPU loaded" },
        { Call.LoadVcpu, 0, 0, 0, "elsewhere", HypercallError.Busy, "no CPU has it loaded" },
        { Call.PutVcpu, 0, 0, 0, "one", HypercallError.NotFound, "the CPU has a vCPU loaded" },
        { Call.RunVcpu, 0, 0, 0, "one", HypercallError.NotFound, "the CPU has a vCPU loaded" },
        { Call.Donate, 2, 0, 0, "one", HypercallError.InvalidArgument, "the VM is in range" },
        { Call.Donate, 0, 6, 0, "one", HypercallError.InvalidArgument, "the page is in range" },
        { Call.Donate, 0, 0, 4, "one", HypercallError.InvalidArgument, "the address is in range" },
        { Call.Donate, 1, 1, 0, "one", HypercallError.NotFound, "the VM is active" },
        { Call.Donate, 0, 0, 0, "one", HypercallError.NotPermitted, "the page is the host's alone" },
        { Call.Donate, 0, 2, 3, "two", HypercallError.NotPermitted, "the page is the host's alone" },
        { Call.Donate, 0, 5, 0, "two", HypercallError.Exists, "nothing is mapped there" },
        { Call.Donate, 0, 5, 3, "two", HypercallError.NoMemory, "there are spare tables for those missing" },
        { Call.Share, 0, 0, 4, "one", HypercallError.InvalidArgument, "the address is in range" },
        { Call.Share, 1, 5, 0, "one", HypercallError.NotFound, "the VM is active" },
        { Call.Share, 0, 1, 3, "two", HypercallError.NotPermitted, "the page is the host's" },
        { Call.Share, 0, 2, 0, "counted", HypercallError.Busy, "one mapping more can be counted" },
        { Call.Share, 0, 5, 1, "two", HypercallError.Exists, "nothing is mapped there" },
        { Call.Share, 0, 5, 2, "two", HypercallError.NoMemory, "there are spare tables for those missing" },
        { Call.Unshare, 0, 0, 4, "two", HypercallError.InvalidArgument, "the address is in range" },
        { Call.Unshare, 1, 0, 0, "two", HypercallError.NotFound, "the VM is active" },
        { Call.Unshare, 0, 0, 3, "two", HypercallError.NotFound, "something is mapped there" },
        { Call.Unshare, 0, 0, 0, "block", HypercallError.InvalidArgument, "it is mapped as a page" },
        { Call.Unshare, 0, 0, 0, "two", HypercallError.NotPermitted, "it is mapped as SharedBorrowed" },
        { Call.Permit, 0, 0, 4, "two", HypercallError.InvalidArgument, "the address is in range" },
        { Call.Permit, 1, 0, 0, "two", HypercallError.NotFound, "the VM is active" },
        { Call.Permit, 0, 0, 3, "two", HypercallError.NotFound, "something is mapped there" },
        { Call.Permit, 0, 0, 0, "block", HypercallError.InvalidArgument, "it is mapped as a page" },
        { Call.Permit, 0, 0, 0, "two", HypercallError.NotPermitted, "it is mapped as SharedBorrowed" },
        { Call.SupplyTable, 0, 6, 0, "one", HypercallError.InvalidArgument, "the page is in range" },
        { Call.SupplyTable, 1, 5, 0, "one", HypercallError.NotFound, "the VM is active" },
        { Call.SupplyTable, 0, 4, 0, "one", HypercallError.NotPermitted, "the page is the host's alone" },
        { Call.ReturnTable, 2, 0, 0, "one", HypercallError.InvalidArgument, "the VM is in range" },
        { Call.ReturnTable, 1, 0, 0, "one", HypercallError.NotFound, "the VM is active" },
        { Call.ReturnTable, 0, 0, 0, "two", HypercallError.NotFound, "there is a spare table" },
        { Call.SplitBlock, 0, 0, 4, "block", HypercallError.InvalidArgument, "the address is in range" },
        { Call.SplitBlock, 1, 0, 0, "block", HypercallError.NotFound, "the VM is active" },
        { Call.SplitBlock, 0, 0, 2, "block", HypercallError.NotFound, "a block is mapped there" },
        { Call.SplitBlock, 0, 0, 0, "bare block", HypercallError.NoMemory, "there is a spare table" },
        { Call.MergeTable, 0, 0, 4, "two", HypercallError.InvalidArgument, "the address is in range" },
        { Call.MergeTable, 1, 0, 0, "two", HypercallError.NotFound, "the VM is active" },
        { Call.MergeTable, 0, 0, 2, "two", HypercallError.NotFound, "a last-level table is there" },
        { Call.MergeTable, 0, 0, 0, "two", HypercallError.InvalidArgument, "its first page is aligned" },
        { Call.MergeTable, 0, 0, 0, "two", HypercallError.InvalidArgument, "its pages are those of a block" },
        { Call.GuestShare, 0, 0, 4, "loaded", HypercallError.InvalidArgument, "the address is in range" },
        { Call.GuestShare, 0, 0, 3, "loaded", HypercallError.NotFound, "something is mapped there" },
        { Call.GuestShare, 0, 0, 1, "loaded", HypercallError.NotPermitted, "it is mapped as Owned" },
        { Call.GuestShare, 0, 0, 0, "loaded block", HypercallError.InvalidArgument, "it is mapped as a page" },
        { Call.GuestUnshare, 0, 0, 4, "loaded", HypercallError.InvalidArgument, "the address is in range" },
        { Call.GuestUnshare, 0, 0, 3, "loaded", HypercallError.NotFound, "something is mapped there" },
        { Call.GuestUnshare, 0, 0, 0, "loaded", HypercallError.NotPermitted, "it is mapped as SharedOwned" },
        { Call.GuestUnshare, 0, 0, 0, "loaded block", HypercallError.InvalidArgument, "it is mapped as a page" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_call_is_refused_for_each_precondition(
        Call call, int vm, int page, int ipa, string before, HypercallError error, string precondition)
    {
        var held = Before(before);
        var record = new CallRecord(call, vm, page, ipa, false, (int)error + 1, 0);

        Assert.Null(Judge(record, held, held));
        Assert.Contains(precondition, refusedFor);

        // Granted, it is a violation, which names the reason; and so is a change.
        Assert.Contains("the specification refuses it", Judge(record with { Outcome = 0 }, held, held), StringComparison.Ordinal);
        var changed = held.With(5, HostPage.OfVm(1));
        Assert.Contains("and changed something", Judge(record, held, changed), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_would_be_granted_is_not_refused() => Assert.Equal(
        "Donate(vm 0, page 5, ipa 2): the specification grants it, the engine refused it (NotPermitted)",
        Judge(Of(Call.Donate, page: 5, ipa: 2) with { Outcome = 1 }, One, One));

    [Fact]
    public void A_call_is_not_refused_for_another_reason() => Assert.Equal(
        "Donate(vm 0, page 0, ipa 2): the specification refuses it (NotPermitted: page 0 is the engine's), " +
        "the engine for another reason (Busy)",
        Judge(Of(Call.Donate, page: 0, ipa: 2) with { Outcome = (int)HypercallError.Busy + 1 }, One, One));

    [Fact]
    public void A_message_says_what_the_engine_saw_differently() => Assert.Equal(
        "Donate(vm 0, page 1, ipa 3): the specification refuses it (NotPermitted: page 1 is vm 0's), the engine answered ok",
        Judge(Of(Call.Donate, page: 1, ipa: 3), Two, Two));

    [Fact]
    public void A_lock_that_a_call_needs_must_have_been_held()
    {
        var held = One with { Host = null };

        Assert.Contains(
            "had not taken the lock of the host", Judge(Of(Call.Donate, page: 5, ipa: 2), held, held), StringComparison.Ordinal);
    }

    [Fact]
    public void Giving_makes_a_table_of_a_spare_one_and_counts()
    {
        var after = One.With(5, HostPage.OfVm(0)).With(0, One.Vm(0)! with
        {
            OwnedPages = 1,
            Spares = Rows.Of<int>([]),
            Tables = Rows.Of([new TreeTable(3, 2, 4)]),
            Places = Rows.Of([default, default, Owned(5), default]),
        });

        Assert.Null(Judge(Of(Call.Donate, page: 5, ipa: 2), One, after));
        Assert.NotNull(Judge(Of(Call.Donate, page: 5, ipa: 2), One, after.With(0, after.Vm(0)! with { OwnedPages = 0 })));
        Assert.NotNull(Judge(Of(Call.Donate, page: 5, ipa: 2), One, after.With(5, HostPage.Own)));
        Assert.NotNull(Judge(Of(Call.Donate, page: 5, ipa: 2), One, after.With(0, after.Vm(0)!.With(2, Owned(3)))));
    }

    [Fact]
    public void Lending_and_taking_back_count()
    {
        var lent = Two.With(2, HostPage.LentTo(2)).With(0, Two.Vm(0)!.With(0, new Place(PageState.SharedBorrowed, 2, true, 3)));
        var free = Two.With(0, Two.Vm(0)!.With(0, default(Place)));

        Assert.Null(Judge(Of(Call.Share, page: 2) with { Writable = true }, free, lent));
        Assert.Null(Judge(Of(Call.Unshare), lent, free));
        Assert.Null(Judge(Of(Call.Unshare, ipa: 1), Two, Two.With(2, HostPage.Own).With(0, Two.Vm(0)!.With(1, default(Place)))));
        Assert.Null(Judge(
            Of(Call.Permit, ipa: 1) with { Writable = true }, Two, Two.With(
                0, Two.Vm(0)!.With(1, Two.Vm(0)!.Places[1] with { Writable = true }))));
        Assert.NotNull(Judge(Of(Call.Unshare), lent, free.With(2, HostPage.LentTo(2))));
    }

    [Fact]
    public void A_guest_lends_and_takes_back()
    {
        var lent = Loaded.With(1, HostPage.Borrowed)
            .With(0, Loaded.Vm(0)!.With(0, Owned(1) with { State = PageState.SharedOwned }));

        Assert.Null(Judge(Of(Call.GuestShare), Loaded, lent));
        Assert.Null(Judge(Of(Call.GuestUnshare), lent, Loaded));
        Assert.NotNull(Judge(Of(Call.GuestUnshare), lent, Loaded.With(1, HostPage.Own)));
    }

    [Fact]
    public void A_block_is_split_and_a_table_merged()
    {
        var split = Block.With(0, Block.Vm(0)! with
        {
            Spares = Rows.Of<int>([]),
            Tables = Rows.Of([new TreeTable(3, 0, 4)]),
            Places = Rows.Of([Owned(2), Owned(3), default, default]),
        });

        Assert.Null(Judge(Of(Call.SplitBlock, ipa: 1), Block, split));
        Assert.Null(Judge(Of(Call.MergeTable, ipa: 1), split, Block));
        Assert.NotNull(Judge(Of(Call.MergeTable, ipa: 1), split, split));
    }

    [Fact]
    public void Tables_come_and_go()
    {
        var more = One.With(3, HostPage.OfEngine).With(0, One.Vm(0)! with { Spares = Rows.Of([3, 4]) });

        Assert.Null(Judge(Of(Call.SupplyTable, page: 3), One, more));
        Assert.Null(Judge(Of(Call.ReturnTable) with { Answer = 3 }, more, One));
        Assert.NotNull(Judge(Of(Call.ReturnTable) with { Answer = 4 }, more, One));
        Assert.Contains("no spare table", Judge(Of(Call.ReturnTable) with { Answer = 5 }, more, One), StringComparison.Ordinal);
    }

    [Fact]
    public void A_vm_comes_at_a_free_position_and_goes()
    {
        var second = One
            .With(5, HostPage.OfEngine)
            .With(1, VmState.None(4) with { Status = VmStatus.Active, Root = 5 })
            .With(1, TableRow.None(1) with { Status = VmStatus.Active, Root = 5 });

        Assert.Null(Judge(Of(Call.CreateVm, page: 5) with { Answer = 1 }, One, second));
        Assert.Contains("which is Active", Judge(Of(Call.CreateVm, page: 5), One, second), StringComparison.Ordinal);
        Assert.Null(Judge(Of(Call.DestroyVm, vm: 1), second, One));

        // What it borrowed and its tables are the host's; what it owned waits.
        Assert.Null(Judge(Of(Call.DestroyVm), Two, Dying));
        Assert.NotNull(Judge(Of(Call.DestroyVm), Two, Dying.With(2, HostPage.LentTo(1))));
        Assert.Null(Judge(Of(Call.ReclaimPage, page: 1), Dying, Boot));
        Assert.NotNull(Judge(Of(Call.ReclaimPage, page: 1), Dying, Boot.With(1, HostPage.OfVm(0))));
    }

    [Fact]
    public void A_vcpu_is_loaded_by_one_cpu_and_put_back()
    {
        var ready = Two.With(0, Two.Table!.Vms[0].With(0, TableRow.Ready));

        Assert.Null(Judge(Of(Call.CreateVcpu), Two, ready));
        Assert.Null(Judge(Of(Call.LoadVcpu), ready, Loaded));
        Assert.Null(Judge(Of(Call.PutVcpu), Loaded, ready));
        Assert.Contains(
            "loaded, and not", Judge(Of(Call.LoadVcpu), ready, Loaded with { Loaded = LoadedVcpu.None }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_vcpu_runs_under_a_vmid_that_was_free()
    {
        var runs = Give(Loaded, vmid: 1, generation: 0, taken: 2);

        Assert.Null(Judge(Of(Call.RunVcpu), Loaded, runs));
        Assert.Null(Judge(Of(Call.RunVcpu), runs, runs));
        Assert.NotNull(Judge(Of(Call.RunVcpu), Loaded, Give(Loaded, vmid: 0, generation: 0, taken: 1)));
        Assert.NotNull(Judge(Of(Call.RunVcpu), Loaded, Give(Loaded, vmid: 1, generation: 0, taken: 0)));
        Assert.Contains("none is free", Judge(Of(Call.RunVcpu), Full(), Full()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rollover_takes_all_vmids_once_somebody_needs_one()
    {
        var specification = new Specification(Configuration);
        var asked = Full() with { Table = Full().Table! with { RolloverAsked = true } };
        var rolled = asked with
        {
            Table = asked.Table! with { Taken = 0, Generation = 1, RolloverAsked = false },
            Host = asked.Host! with { Generation = 1 },
        };

        Assert.Null(specification.JudgeAsking(Full(), asked));
        Assert.Null(specification.JudgeAsking(asked, asked));
        Assert.NotNull(specification.JudgeAsking(Full(), Full()));
        Assert.Contains("a VMID is free", specification.JudgeAsking(Loaded, Loaded)?.Message, StringComparison.Ordinal);
        Assert.Null(specification.JudgeRollover(asked, rolled));
        Assert.NotNull(specification.JudgeRollover(asked, rolled with { Table = rolled.Table with { Taken = 2 } }));
        Assert.Contains("nobody asked", specification.JudgeRollover(Full(), rolled)?.Message, StringComparison.Ordinal);

        // The last generation is followed by the first: VMIDs of its first time must be gone.
        var last = Give(rolled, vmid: 1, generation: 1, taken: 2) with { };
        var again = last with { Table = last.Table! with { RolloverAsked = true } };
        var first = Give(again, vmid: 0, generation: 0, taken: 0) with { Host = again.Host! with { Generation = 0 } };
        first = first with { Table = first.Table! with { Generation = 0, RolloverAsked = false } };
        Assert.Null(specification.JudgeRollover(again, first));
        Assert.NotNull(specification.JudgeRollover(again, Give(first, vmid: 1, generation: 1, taken: 0)));
    }

    [Theory]
    [InlineData(5, "Mapped Retry")]
    [InlineData(2, "Retry")]
    [InlineData(1, "Injected")]
    [InlineData(0, "Injected")]
    [InlineData(6, "Injected")]
    public void An_abort_of_the_hosts_depends_on_whose_the_page_is(int page, string allowed) =>
        Aborts(Of(Call.HostAbort, page: page), Two, allowed);

    [Theory]
    [InlineData(0, AccessKind.Write, "Retry")]
    [InlineData(1, AccessKind.Read, "Retry")]
    [InlineData(1, AccessKind.Write, "NeedsPermission")]
    [InlineData(1, AccessKind.Fetch, "Injected")]
    [InlineData(2, AccessKind.Read, "NeedsMemory")]
    [InlineData(4, AccessKind.Read, "Device")]
    [InlineData(4, AccessKind.Fetch, "Injected")]
    public void An_abort_of_a_guests_depends_on_what_is_there(int ipa, AccessKind access, string allowed) =>
        Aborts(Of(Call.GuestAbort, page: (int)access, ipa: ipa), Loaded, allowed);

    private static Components Full() => Loaded with { Table = Loaded.Table! with { Taken = 2 } };

    private static Components Give(Components to, int vmid, int generation, ulong taken)
    {
        var given = vmid == 0 ? default : new GivenVmid(vmid, generation);
        return (to with { Table = to.Table! with { Taken = taken } })
            .With(0, to.Vm(0)! with { Vmid = given }).With(0, to.Table!.Vms[0] with { Vmid = given });
    }

    private static Components Before(string name) => name switch
    {
        "one" => One,
        "two" => Two,
        "loaded" => Loaded,
        "elsewhere" => Loaded with { Loaded = LoadedVcpu.None },
        "block" => Block,
        "bare block" => Block.With(0, Block.Vm(0)! with { Spares = Rows.Of<int>([]) }),
        "loaded block" => Block with { Loaded = new(0, 0) },
        "counted" => Two.With(2, HostPage.LentTo(2)),
        "dying" => Dying,
        "full" => One.With(1, TableRow.None(1) with { Status = VmStatus.Dying }),
        _ => throw new ArgumentException(name),
    };

    private static CallRecord Of(Call call, int vm = 0, int page = 0, int ipa = 0) => new(call, vm, page, ipa, false, 0, 0);

    private static Place Owned(int page, int level = 3) => new(PageState.Owned, page, true, level);

    private static void Aborts(CallRecord call, Components held, string allowed)
    {
        foreach (var resolution in Enum.GetValues<AbortResolution>())
        {
            var objection = new Specification(Configuration).Judge(call with { Outcome = (int)resolution }, 0, held, held);
            Assert.Equal(allowed.Split(' ').Contains(resolution.ToString()), objection is null);
        }
    }

    private string? Judge(CallRecord call, Components held, Components seen) =>
        new Specification(Configuration, (_, precondition) => refusedFor.Add(precondition)).Judge(call, 0, held, seen)?.Message;
}
