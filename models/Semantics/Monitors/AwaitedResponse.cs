using System.Collections.Immutable;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Monitors;

/// <summary>
/// Remembers the vCPUs whose last request event has no response event yet. It rejects no step by itself: the demand for a
/// response is <see cref="Programs.ConcurrentProgram.MustRespond"/>.
/// </summary>
/// <param name="property">The property that it serves.</param>
/// <param name="request">The name of the event that begins the wait.</param>
/// <param name="response">The name of the event that ends it.</param>
/// <param name="asking">The vCPUs that must make a request, by index; a search that sees none of one proves nothing about it.</param>
public sealed class AwaitedResponse(string property, string request, string response, IEnumerable<int> asking) : PropertyMonitor
{
    private readonly ImmutableArray<int> asking = [.. asking];

    // State: a bit per vCPU that waits. And a bit per vCPU that changes once whenever it is answered and asks again in one
    // step, however often, so that states before and after differ although it waits in both.
    private const int Waiting = 0;
    private const int Phase = 1;

    /// <inheritdoc/>
    public override string Property => property;

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } = [new(property, $"'{request}' before '{response}'")];

    /// <inheritdoc/>
    public override int StateWords => 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Witnesses { get; } = [.. asking.Select(vcpu => $"{request}, by vcpu{vcpu}")];

    /// <summary>The name of the event that ends the wait.</summary>
    public string Response => response;

    /// <summary>
    /// Whether a vCPU waits, in one of two phases. Every request is answered exactly if the vCPU is infinitely often not
    /// waiting in the one phase, and infinitely often not waiting in the other.
    /// </summary>
    /// <param name="state">The monitor's words.</param>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="phase">Zero or one.</param>
    public static bool IsAwaited(ReadOnlySpan<ulong> state, int vcpu, int phase) =>
        ((state[Waiting] >> vcpu) & 1) != 0 && (int)((state[Phase] >> vcpu) & 1) == phase;

    /// <inheritdoc/>
    public override bool Commutes(Note note) => true;

    /// <inheritdoc/>
    public override void OnNote(Observation step, int vcpu, Note note)
    {
        var self = 1UL << vcpu;
        if (note.Name == request)
        {
            if (asking.IndexOf(vcpu) is var witness and >= 0)
            {
                step.Witness(witness); // a request that is not made is answered whatever happens
            }

            if ((step.Before(Waiting) & ~step[Waiting] & self) != 0)
            {
                step[Phase] = (step[Phase] & ~self) | (~step.Before(Phase) & self);
            }

            step[Waiting] |= self;
            step.Try(0, vcpu);
        }
        else if (note.Name == response)
        {
            step[Waiting] &= ~self;
        }
    }
}
