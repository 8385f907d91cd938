using Interlock.CoyoteTests.Models.Isolation;
using Interlock.Engine.Platform;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Vms;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Idealized;
using Interlock.Isolation.Idealized.Calls;
using Interlock.Isolation.Specifications;
using Interlock.Isolation.Specifications.Invariants;
using Interlock.Isolation.Structures;
using Xunit;

namespace Interlock.CoyoteTests.Models.Idealized;

/// <summary>The engine's abstract state as a state of the idealized platform, and its calls as sequences of actions.</summary>
public sealed class EngineAsPlatformTests
{
    private static readonly Configuration Small = new(3, 2, 2, 1, new Geometry(2, 2), new Geometry(1, 2), 2, 2, 2);
    private readonly IdealizedCalls calls = new(Small);

    [Fact]
    public void Pages_are_where_their_owner_has_them()
    {
        var state = new EngineAsPlatform(Small).Of(Given()).State!;

        Assert.Equal([Owner.Os(0), Owner.Hypervisor, Owner.Nobody], state.Pages.Values.Select(page => page.Owner));
        Assert.Equal(Rows.Of([0, Page.None, Page.None]), state.Maps[0]);
    }

    [Fact]
    public void A_page_of_a_VM_that_was_not_looked_at_is_neither_its_nor_nobodys()
    {
        var mapping = new EngineAsPlatform(Small);
        var given = Donated(Given());

        Assert.Equal(Owner.Os(1), mapping.Of(given).State!.Pages[0].Owner);
        Assert.Equal(0, mapping.Of(given).State!.PageAt(1, 1));
        var unknown = mapping.Of(given with { Vms = given.Vms.With(0, default) }).State!.Pages[0].Owner;
        Assert.DoesNotContain(unknown, (Owner[])[Owner.Nobody, Owner.Hypervisor, Owner.Os(0), Owner.Os(1), Owner.Os(2)]);
        Assert.Equal(default, mapping.Of(given with { Host = null }));
    }

    public static TheoryData<string> Contradictions => [.. Contradicting.Keys];

    // A page has two owners, or two places in one, or an owner that has it nowhere. Each was given an owner by the mapping once.
    private static Dictionary<string, Func<Components>> Contradicting { get; } = new()
    {
        ["the host's and a VM's"] = () => Donated(Given()).With(0, HostPage.Own),
        ["lent, and a VM's own"] = () => Donated(Given()).With(0, HostPage.LentTo(1)),
        ["the engine's and a VM's"] = () => Donated(Given()).With(0, HostPage.OfEngine),
        ["the host's and a table"] = () => Given().With(1, HostPage.Own),
        ["a VM's and a table of it"] = () => Given().With(1, HostPage.OfVm(0)),
        ["two places of one VM"] = () => Twice(Donated(Given()), 0, 0),
        ["two VMs'"] = () => Twice(Donated(Given()), 1, 0),
        ["one VM's by the record, another's by its tree"] = () => Donated(Given()).With(0, HostPage.OfVm(1)),
        ["a living VM's, which has it nowhere"] = () => Given().With(0, HostPage.OfVm(0)),
        ["borrowed from nobody"] = () => Given().With(0, HostPage.Borrowed),
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void What_contradicts_itself_has_no_image(string name)
    {
        var components = Contradicting[name]();

        var image = new EngineAsPlatform(Small).Of(components);

        Assert.Null(image.State);
        Assert.StartsWith("page ", image.Missing, StringComparison.Ordinal);
        Assert.Contains(
            image.Missing!,
            SmallEngine.Broken(new HasImage(Small), components with { Table = SmallEngine.Boot(Small).Table })!,
            StringComparison.Ordinal);
        foreach (var (held, seen) in new[] { (components, Given()), (Given(), components) })
        {
            Assert.Contains(
                "has no such state", calls.Objection(Donate(0) with { Call = Call.Share }, held, seen), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_does_not_has_a_valid_one()
    {
        foreach (var components in new[] { Given(), Donated(Given()), Given().With(2, HostPage.OfVm(1)) })
        {
            Assert.Null(new EngineAsPlatform(Small).Of(components).Missing);
            Assert.Null(SmallEngine.Broken(new HasImage(Small), components with { Table = SmallEngine.Boot(Small).Table }));
        }
    }

    [Fact]
    public void Giving_a_page_is_releasing_and_assigning_it()
    {
        var given = Given();

        Assert.Equal(
            ["release pa0 of os0", "assign page 0 to os1 at pa1"],
            IdealizedCalls.ActionsOf(Donate(0), given, Donated(given)).Select(action => action.ToString()));
        Assert.Null(calls.Objection(Donate(0), given, Donated(given)));
    }

    [Fact]
    public void What_is_no_such_sequence_is_noticed()
    {
        var given = Given();

        Assert.Contains("comes to", calls.Objection(Donate(0), given, given), StringComparison.Ordinal);
        Assert.Contains(
            "does not allow 'release", calls.Objection(Donate(0) with { Page = 1 }, given, Donated(given)), StringComparison.Ordinal);
        Assert.Contains("comes to", calls.Objection(Refused(Donate(0)), given, Donated(given)), StringComparison.Ordinal);
        Assert.Contains("comes to", calls.Objection(Donate(0) with { Call = Call.Share }, given, Donated(given)), StringComparison.Ordinal);
        Assert.Null(calls.Objection(Refused(Donate(0)), given, given));
    }

    [Fact]
    public void Lending_changes_no_owner()
    {
        var given = Given();
        var lent = given.With(0, HostPage.LentTo(1))
            .With(0, given.Vm(0)!.With(0, new Place(PageState.SharedBorrowed, 0, true, Place.PageLevel)));
        var borrowed = Donated(given) is var donated
            ? donated.With(0, HostPage.Borrowed).With(0, donated.Vm(0)!.With(1, new Place(PageState.SharedOwned, 0, true, Place.PageLevel)))
            : given;

        Assert.Null(calls.Objection(Donate(0) with { Call = Call.Share }, given, lent));
        Assert.Null(calls.Objection(Donate(0) with { Call = Call.GuestShare }, Donated(given), borrowed));
    }

    [Fact]
    public void An_ended_VMs_pages_are_nobodys_and_its_tables_the_hosts()
    {
        var given = Donated(Given());
        var ended = given.With(1, HostPage.Own)
            .With(0, VmState.None(new Bounds(Small).Places) with { Status = VmStatus.Dying, OwnedPages = 1 });
        var reclaimed = ended.With(0, HostPage.Own).With(0, VmState.None(new Bounds(Small).Places));
        var destroy = new CallRecord(Call.DestroyVm, 0, 0, 0, false, 0, 0);

        Assert.Null(calls.Objection(destroy, given, ended));
        Assert.Null(calls.Objection(new CallRecord(Call.ReclaimPage, 0, 0, 0, false, 0, 0), ended, reclaimed));
        Assert.NotNull(calls.Objection(destroy, given, reclaimed));
    }

    private static Components Twice(Components given, int vm, int ipa) =>
        given.With(vm, given.Vm(vm)!.With(ipa, new Place(PageState.Owned, 0, true, Place.PageLevel)));

    // Page 0 is the host's, page 1 the root of VM 0, page 2 waits to be reclaimed from VM 1.
    private static Components Given()
    {
        var none = VmState.None(new Bounds(Small).Places);
        return new Components(
            null,
            new HostState(Rows.Of([HostPage.Own, HostPage.OfEngine, HostPage.OfVm(1)]), 0),
            Rows.Of<Known<VmState>>(
                [new(none with { Status = VmStatus.Active, Root = 1 }), new(none with { Status = VmStatus.Dying, OwnedPages = 1 })]),
            LoadedVcpu.None);
    }

    private static Components Donated(Components given) => given
        .With(0, HostPage.OfVm(0))
        .With(0, given.Vm(0)!.With(1, new Place(PageState.Owned, 0, true, Place.PageLevel)) with { OwnedPages = 1 });

    private static CallRecord Donate(int page) => new(Call.Donate, 0, page, 1, false, 0, 0);

    private static CallRecord Refused(CallRecord call) => call with { Outcome = (int)HypercallError.Exists + 1 };
}
