using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Monitors;

/// <summary>No party leaves a barrier for the n-th time before every party has arrived n times.</summary>
/// <param name="parties">The number of vCPUs that meet.</param>
public sealed class NoEarlyRelease(int parties) : PropertyMonitor
{
    // State per party, two bits in each word: arrivals and departures, counted modulo four. Parties are never more
    // than one arrival apart unless the property is already broken, so four values tell before from after.
    private const ulong Rounds = 4;
    private const int PerWord = 32;

    /// <inheritdoc/>
    public override string Property => "no-early-release";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } = [new("no-early-release", "a party that arrives while another one has not")];

    /// <inheritdoc/>
    public override int StateWords => (parties + PerWord - 1) / PerWord;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Witnesses { get; } = ["left"];

    /// <inheritdoc/>
    public override bool Commutes(Note note) => note.Name != BarrierNotes.Left;

    /// <inheritdoc/>
    public override void OnNote(Observation step, int vcpu, Note note)
    {
        if (note.Name == BarrierNotes.Arriving)
        {
            var arrived = (At(step, vcpu) + 1) % Rounds;
            Put(step, vcpu, arrived);
            for (var party = 0; party < parties; party++)
            {
                if (At(step, party) != arrived)
                {
                    step.Try(0, vcpu);
                    break;
                }
            }
        }
        else if (note.Name == BarrierNotes.Left)
        {
            step.Witness(0);
            for (var party = 0; party < parties; party++)
            {
                // One behind the leaver is the only way to be late.
                if (At(step, party) == (At(step, vcpu) + Rounds - 1) % Rounds)
                {
                    step.Violate($"vcpu{vcpu} left the barrier before vcpu{party} had arrived", new LeftEarly(vcpu, party));
                }
            }
        }
    }

    private static ulong At(Observation step, int party) =>
        (step[party / PerWord] >> (2 * (party % PerWord))) % Rounds;

    private static void Put(Observation step, int party, ulong value)
    {
        var shift = 2 * (party % PerWord);
        step[party / PerWord] = (step[party / PerWord] & ~(3UL << shift)) | (value << shift);
    }
}

/// <summary>A vCPU has left a barrier at which another one has not arrived.</summary>
/// <param name="Vcpu">The vCPU that left.</param>
/// <param name="Missing">The vCPU that has not arrived.</param>
public sealed record LeftEarly(int Vcpu, int Missing) : Evidence;
