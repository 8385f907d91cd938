using Interlock.Engine.Results;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>A last-level table is a block with the same translations, and its page a spare table.</summary>
internal sealed class MergeTableSpecification(Bounds bounds) : CallSpecification(bounds)
{
    private const int BlockLevel = Place.PageLevel - 1;

    public override IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held)
    {
        var outside = Bounds.OutOfRange(vm: call.Vm, ipa: call.IpaPage).ToList();
        if (outside.Count > 0)
        {
            return outside;
        }

        var vm = held.Vm(call.Vm);
        var dead = Preconditions.Lives(call.Vm, vm).ToList();
        return dead.Count > 0 || vm is null ? dead : Refusals(call, vm);
    }

    public override IEnumerable<Component> Needs(CallRecord call, Components held) => [Component.Vm(call.Vm)];

    public override Components After(CallRecord call, int cpu, Components held, Components seen)
    {
        var vm = held.Vm(call.Vm)!;
        var first = First(call);
        for (var ipa = first; ipa < first + Span; ipa++)
        {
            vm = vm.With(ipa, vm.Places[ipa] with { Level = BlockLevel });
        }

        var table = vm.Tables.Values.First(table => table.Level == Place.PageLevel && table.First == first);
        return held.With(call.Vm, vm with
        {
            Tables = Rows.Of(vm.Tables.Values.Where(other => other != table)),
            Spares = Rows.Of(vm.Spares.Values.Append(table.Page).Order()),
        });
    }

    private int Span => Bounds.PagesOfEntry(BlockLevel);

    private int First(CallRecord call) => Bounds.FirstOfTable(Place.PageLevel, call.IpaPage);

    private IEnumerable<Refusal> Refusals(CallRecord call, VmState vm)
    {
        var first = First(call);
        if (!vm.Tables.Values.Any(table => table.Level == Place.PageLevel && table.First == first))
        {
            yield return new(HypercallError.NotFound, "a last-level table is there", $"vm {call.Vm} has none for {call.IpaPage}");
            yield break;
        }

        var start = vm.Places[first];
        if (!start.IsMapped || start.Page % Span != 0)
        {
            yield return new(HypercallError.InvalidArgument, "its first page is aligned", $"vm {call.Vm} has {start} at {first}");
        }

        for (var offset = 1; offset < Span; offset++)
        {
            if (vm.Places[first + offset] != start with { Page = start.Page + offset })
            {
                yield return new(
                    HypercallError.InvalidArgument,
                    "its pages are those of a block",
                    $"vm {call.Vm} has {start} at {first} and {vm.Places[first + offset]} at {first + offset}");
            }
        }
    }
}
