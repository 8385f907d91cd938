using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Interlock.Sync.Stepping.Guards;

namespace Interlock.Semantics.Monitors;

/// <summary>Another monitor, whose recursion without end throws rather than ends the process.</summary>
internal sealed class GuardedMonitor : PropertyMonitor
{
    private readonly PropertyMonitor original;
    private readonly Told<Note> note;
    private readonly Told<Operation> access;
    private readonly Told<GuestAccess> guestAccess;
    private readonly Told<Operation> maintenance;
    private readonly Told<Operation> sleep;

    private GuardedMonitor(PropertyMonitor original)
    {
        this.original = original;
        note = Guarded<Note>(original.OnNote);
        access = Guarded<Operation>(original.OnAccess);
        guestAccess = Guarded<GuestAccess>(original.OnGuestAccess);
        maintenance = Guarded<Operation>(original.OnMaintenance);
        sleep = Guarded<Operation>(original.OnSleep);
    }

    private delegate void Told<in T>(Observation step, int vcpu, T what);

    /// <summary>It, or the monitor itself if it cannot recur.</summary>
    public static PropertyMonitor Of(PropertyMonitor monitor)
    {
        var guarded = new GuardedMonitor(monitor);
        return IsItself(guarded.note) && IsItself(guarded.access) && IsItself(guarded.guestAccess) && IsItself(guarded.maintenance) && IsItself(guarded.sleep)
            ? monitor : guarded;

        bool IsItself(Delegate told) => told.Target == monitor && told.Method.DeclaringType is not null;
    }

    /// <inheritdoc/>
    public override string Property => original.Property;

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials => original.Trials;

    /// <inheritdoc/>
    public override void OnNote(Observation step, int vcpu, Note note) => this.note(step, vcpu, note);

    /// <inheritdoc/>
    public override void OnAccess(Observation step, int vcpu, Operation operation) => access(step, vcpu, operation);

    /// <inheritdoc/>
    public override void OnGuestAccess(Observation step, int vcpu, GuestAccess access) => guestAccess(step, vcpu, access);

    /// <inheritdoc/>
    public override void OnMaintenance(Observation step, int vcpu, Operation operation) => maintenance(step, vcpu, operation);

    /// <inheritdoc/>
    public override void OnSleep(Observation step, int vcpu, Operation operation) => sleep(step, vcpu, operation);

    private static Told<T> Guarded<T>(Told<T> told)
    {
        if (Predicate.IsOwn(told))
        {
            return GuardedDelegate.Of(told, onlyEvident: true);
        }

        var (guarded, method) = (GuardedDelegate.OfMonitor(told), told.Method);
        return guarded == told ? told : (step, vcpu, what) =>
        {
            using var judging = CodeUnderTest.Judge(method);
            guarded(step, vcpu, what);
        };
    }
}
