using System.Runtime.CompilerServices;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Monitors;

/// <summary>The counter that a lock protects counts every critical section.</summary>
/// <param name="counter">The counter.</param>
/// <param name="modulus">The modulus at which it wraps; zero if it does not wrap.</param>
public sealed class NoLostUpdate(Address counter, ulong modulus) : PropertyMonitor
{
    // State: how many critical sections have ended, as the counter would count them.
    private const int Sections = 0;

    /// <inheritdoc/>
    public override string Property => "no-lost-update";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } =
        [new("no-lost-update", "critical sections of two vCPUs") { LeastVcpus = 2 }];

    /// <inheritdoc/>
    public override int StateWords => 1;

    /// <inheritdoc/>
    public override bool Commutes(Note note) => note.Name != LockNotes.Releasing;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called in most transitions, from the first
    public override void OnNote(Observation step, int vcpu, Note note)
    {
        if (note.Name != LockNotes.Releasing)
        {
            return;
        }

        step.Try(0, vcpu);
        var sections = step[Sections] + 1;
        step[Sections] = modulus == 0 ? sections : sections % modulus;
        if (step.ReadBy(vcpu, counter) != step[Sections])
        {
            var found = step.ReadBy(vcpu, counter);
            step.Violate(
                $"the counter is {found} after critical sections that make it {step[Sections]}",
                new LostUpdate(found, step[Sections]));
        }
    }
}

/// <summary>A counter has not counted every critical section.</summary>
/// <param name="Found">Its value.</param>
/// <param name="Expected">The value that it should have.</param>
public sealed record LostUpdate(ulong Found, ulong Expected) : Evidence;
