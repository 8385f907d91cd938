using Interlock.Isolation.Specifications;
using Interlock.Engine.Platform;
using Interlock.Engine.Results;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Specifications.Calls;
using Interlock.Isolation.Structures;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Refinements;

/// <summary>What every call may do.</summary>
[Stateless("Tables that are filled while it is made, and only read from then on.")]
public sealed class Specification
{
    private readonly Dictionary<Call, CallSpecification> calls;
    private readonly AbortSpecification aborts;
    private readonly RolloverSpecification rollover;
    private readonly Action<Call, string>? refusedFor;

    /// <summary>The specification of an engine.</summary>
    /// <param name="configuration">What the engine is built for.</param>
    /// <param name="refusedFor">Is told of every precondition for which a call was rightly refused, now and then from several
    /// threads.</param>
    /// <param name="places">Pages of a VM's IPA space that calls name, beside such as are beyond its tables; zero for all.</param>
    public Specification(Configuration configuration, Action<Call, string>? refusedFor = null, int places = 0)
    {
        var bounds = new Bounds(configuration, places);
        this.refusedFor = refusedFor;
        aborts = new AbortSpecification(bounds);
        rollover = new RolloverSpecification(bounds);
        calls = new()
        {
            [Call.CreateVm] = new CreateVmSpecification(bounds),
            [Call.DestroyVm] = new DestroyVmSpecification(bounds),
            [Call.ReclaimPage] = new ReclaimPageSpecification(bounds),
            [Call.CreateVcpu] = new CreateVcpuSpecification(bounds),
            [Call.LoadVcpu] = new LoadVcpuSpecification(bounds),
            [Call.PutVcpu] = new PutVcpuSpecification(bounds),
            [Call.RunVcpu] = new RunVcpuSpecification(bounds),
            [Call.Donate] = new DonateSpecification(bounds),
            [Call.Share] = new ShareSpecification(bounds),
            [Call.Unshare] = new UnshareSpecification(bounds),
            [Call.Permit] = new PermitSpecification(bounds),
            [Call.SupplyTable] = new SupplyTableSpecification(bounds),
            [Call.ReturnTable] = new ReturnTableSpecification(bounds),
            [Call.SplitBlock] = new SplitBlockSpecification(bounds),
            [Call.MergeTable] = new MergeTableSpecification(bounds),
            [Call.GuestShare] = new GuestShareSpecification(bounds),
            [Call.GuestUnshare] = new GuestUnshareSpecification(bounds),
        };
    }

    /// <summary>Why a call may not have done what it did; null if it may.</summary>
    /// <param name="call">The call, with its outcome.</param>
    /// <param name="cpu">Who made it.</param>
    /// <param name="held">The components of the locks that it held, when it took them.</param>
    /// <param name="seen">The same components, when it released them.</param>
    public Flaw? Judge(CallRecord call, int cpu, Components held, Components seen)
    {
        ArgumentNullException.ThrowIfNull(held);
        var objection = call.Call is Call.HostAbort or Call.GuestAbort
            ? Of(aborts.Objection(call, held, seen), call, held)
            : call.Succeeded ? Granted(call, cpu, held, seen) : Refused(call, cpu, held, seen);
        return objection is null ? null : objection with { Message = $"{CallText.Of(call, held.Loaded)}: {objection.Message}" };
    }

    /// <summary>Why a CPU may not have asked for a rollover, or joined in one that was asked for; null if it may.</summary>
    public Flaw? JudgeAsking(Components held, Components seen) =>
        Objection("Asking for a rollover", rollover.Asking(held, seen), held.Loaded, []);

    /// <summary>Why a rollover may not have been as it was; null if it may.</summary>
    public Flaw? JudgeRollover(Components held, Components seen) =>
        Objection("The rollover", rollover.Rolling(held, seen), held.Loaded, Things.OfDifference(held, seen));

    private static Flaw? Objection(string what, string? objection, LoadedVcpu loaded, IEnumerable<Concern> about) =>
        objection is null ? null : new($"{what}: {objection}", new RolloverEvidence(loaded, Rows.Of(about)));

    private static Flaw? Of(string? objection, CallRecord call, Components held, params IEnumerable<Concern> more) =>
        objection is null ? null : new(objection, new CallEvidence(call, held.Loaded, About(call, held, more)));

    private static Row<Concern> About(CallRecord call, Components held, params IEnumerable<Concern> more) =>
        Rows.Of(Things.Of(call, held).Concat(more).Distinct());

    private Flaw? Granted(CallRecord call, int cpu, Components held, Components seen)
    {
        var specification = calls[call.Call];
        foreach (var refusal in specification.Refusals(call, cpu, held))
        {
            return new(
                $"the specification refuses it ({refusal.Error}: {refusal.Why}), the engine answered ok",
                new GrantedWrongly(call, held.Loaded, About(call, held), refusal.Error, refusal.Why));
        }

        foreach (var component in specification.Needs(call, held).Where(component => !held.Has(component)))
        {
            return Of($"the engine answered ok and had not taken the lock of {component}", call, held, Things.Of(component));
        }

        if (specification.Objection(call, held, seen) is { } objection)
        {
            return Of(objection, call, held);
        }

        var after = specification.After(call, cpu, held, seen);
        return Of(Difference.Of(after, seen), call, held, Things.OfDifference(after, seen));
    }

    private Flaw RefusedWrongly(CallRecord call, Components held, HypercallError error)
    {
        var unknown = calls[call.Call].Needs(call, held).Where(component => !held.Has(component)).Cast<Component?>().FirstOrDefault();
        var locks = unknown is { } component ? $" and had not taken the lock of {component}" : string.Empty;
        return new(
            $"the specification grants it, the engine refused it ({error}){locks}",
            new RefusedWrongly(call, held.Loaded, About(call, held, unknown is { } named ? Things.Of(named) : []), error, unknown));
    }

    private Flaw? Refused(CallRecord call, int cpu, Components held, Components seen)
    {
        var (error, justified) = ((HypercallError)(call.Outcome - 1), false);
        var reasons = new List<string>();
        foreach (var refusal in calls[call.Call].Refusals(call, cpu, held))
        {
            reasons.Add($"{refusal.Error}: {refusal.Why}");
            if (refusal.Error == error)
            {
                justified = true;
                refusedFor?.Invoke(call.Call, refusal.Precondition);
            }
        }

        return Difference.Of(held, seen) is { } change
            ? Of($"it was refused ({error}) and changed something: {change}", call, held, Things.OfDifference(held, seen))
            : justified ? null
            : reasons.Count == 0 ? RefusedWrongly(call, held, error)
            : Of($"the specification refuses it ({string.Join("; ", reasons)}), the engine for another reason ({error})", call, held);
    }
}
