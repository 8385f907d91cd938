using Interlock.Engine.Results;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>A spare table of the VM's is the host's again; the engine chooses which, and answers it.</summary>
internal sealed class ReturnTableSpecification(Bounds bounds) : CallSpecification(bounds)
{
    public override IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held)
    {
        foreach (var outside in Bounds.OutOfRange(vm: call.Vm))
        {
            yield return outside;
            yield break;
        }

        foreach (var dead in Preconditions.Lives(call.Vm, held.Vm(call.Vm)))
        {
            yield return dead;
        }

        if (held.Vm(call.Vm) is { Spares.Count: 0 })
        {
            yield return new(HypercallError.NotFound, "there is a spare table", $"vm {call.Vm} has none");
        }
    }

    public override IEnumerable<Component> Needs(CallRecord call, Components held) => [Component.Host, Component.Vm(call.Vm)];

    public override string? Objection(CallRecord call, Components held, Components seen) =>
        held.Vm(call.Vm)!.Spares.Values.Contains(call.Answer) ? null : $"it answered page {call.Answer}, which is no spare table";

    public override Components After(CallRecord call, int cpu, Components held, Components seen)
    {
        var vm = held.Vm(call.Vm)!;
        return held
            .With(call.Answer, HostPage.Own)
            .With(call.Vm, vm with { Spares = Rows.Of(vm.Spares.Values.Where(page => page != call.Answer)) });
    }
}
