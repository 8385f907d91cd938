using Interlock.Engine.Results;
using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>A block is a table with the same translations; the engine chooses the spare table.</summary>
internal sealed class SplitBlockSpecification(Bounds bounds) : CallSpecification(bounds)
{
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
        var level = vm.Places[call.IpaPage].Level;
        var span = Bounds.PagesOfEntry(level);
        var first = call.IpaPage - (call.IpaPage % span);
        for (var ipa = first; ipa < first + span; ipa++)
        {
            vm = vm.With(ipa, vm.Places[ipa] with { Level = level + 1 });
        }

        return held.With(call.Vm, NewPlace.Extend(vm, seen.Vm(call.Vm), level + 1, first));
    }

    private static IEnumerable<Refusal> Refusals(CallRecord call, VmState vm)
    {
        if (!vm.Places[call.IpaPage].IsInBlock)
        {
            yield return new(
                HypercallError.NotFound, "a block is mapped there", $"vm {call.Vm} has {vm.Places[call.IpaPage]} at {call.IpaPage}");
        }

        if (vm.Spares.Count == 0)
        {
            yield return new(HypercallError.NoMemory, "there is a spare table", $"vm {call.Vm} has none");
        }
    }
}
