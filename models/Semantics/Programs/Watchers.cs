using System.Runtime.CompilerServices;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Programs;

/// <summary>A program's monitors, each with its words of the state vector and its witnesses; passes events and accesses to them.</summary>
internal sealed class Watchers
{
    private readonly Watcher[] all;
    private readonly Watcher[] ofGuests;
    private readonly Watcher[] ofMaintenance;
    private readonly Watcher[]?[] ofWord;

    /// <summary>Assigns words of the state vector to every monitor.</summary>
    /// <param name="program">The program.</param>
    /// <param name="ownWords">The number of the machine's own words, between memory and the monitors' words.</param>
    /// <param name="discipline">
    /// The monitor of lock discipline. It runs before all others and is always judged, because merging relies on it; null without locks.
    /// </param>
    /// <param name="judged">The judged properties.</param>
    public Watchers(ConcurrentProgram program, int ownWords, PropertyMonitor? discipline = null, Judged judged = default)
    {
        var witnesses = new List<string>(program.Witnesses);
        var trials = new List<Trial>();
        var placed = new List<Watcher>();
        End = program.Words.Count + ownWords;
        foreach (var monitor in program.Monitors.Where(monitor => monitor.Properties.Any(judged.Has)).Prepend(discipline)
                .OfType<PropertyMonitor>())
        {
            var (earlier, first) = (placed.ToList(), witnesses.Count);
            placed.Add(new Watcher(
                monitor, GuardedMonitor.Of(monitor), End, first, trials.Count, program.Words.Count, ownWords, monitor == discipline ? default : judged));
            End += monitor.StateWords;
            trials.AddRange(TrialsOf(monitor, program.IsWatchedIfTested(monitor)));
            witnesses.AddRange(monitor.Witnesses.Select(witness => NameOf(witness, earlier)));
        }

        all = [.. placed];
        ofGuests = [.. placed.Where(watcher => watcher.Monitor.WatchesGuests)];
        ofMaintenance = [.. placed.Where(watcher => watcher.Monitor.WatchesMaintenance)];
        ofWord = [.. Enumerable.Range(0, program.Words.Count).Select(WatchersOf)];
        (Witnesses, Trials) = judged.IsAll ? (witnesses, trials) : ([], []);
    }

    /// <summary>The position in the state vector after the monitors' words.</summary>
    public int End { get; }

    /// <summary>The program's witnesses, followed by those of the monitors.</summary>
    public IReadOnlyList<string> Witnesses { get; }

    /// <summary>The monitors' trials, in their order.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>The monitors' properties, with the number of times each was exercised.</summary>
    /// <param name="tried">The counts of <see cref="Trials"/>.</param>
    /// <param name="steps">The number of steps taken.</param>
    public IEnumerable<JudgedProperty> Judgements(IReadOnlyList<TrialCount> tried, long steps) => Trials.Select((trial, index) =>
        new JudgedProperty(trial.Property, tried[index].Of(trial, steps), trial.Condition, trial.MayBeMissing));

    /// <summary>The monitor that declares a witness; null if there is none.</summary>
    public PropertyMonitor? MonitorOf(string witness) => all
        .Where(watcher => Witnesses.ToList().IndexOf(witness) is var index
            && index >= watcher.WitnessBase && index < watcher.WitnessBase + watcher.Monitor.Witnesses.Count)
        .Select(watcher => watcher.Monitor)
        .FirstOrDefault();

    /// <summary>The first word of a monitor's state.</summary>
    public int StateBaseOf(PropertyMonitor monitor) => all.First(watcher => watcher.Monitor == monitor).StateBase;

    /// <summary>The index of a monitor's first trial.</summary>
    public int TrialBaseOf(PropertyMonitor monitor) => all.First(watcher => watcher.Monitor == monitor).TrialBase;

    /// <summary>The monitors that have a state, each with the first word of it.</summary>
    public IEnumerable<(PropertyMonitor Monitor, int StateBase)> WithState =>
        all.Where(watcher => watcher.Monitor.StateWords > 0).Select(watcher => (watcher.Monitor, watcher.StateBase));

    /// <summary>Passes a step's operation to the monitors that watch its word, or maintenance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OnAccess(Expansion expansion, int vcpu, Operation operation)
    {
        if (operation.Kind.IsAccess() && ofWord[operation.Address.Index] is { } interested)
        {
            foreach (var watcher in interested)
            {
                if (operation.Kind != OperationKind.Load || watcher.Monitor.WatchesLoads)
                {
                    watcher.Hearing.OnAccess(watcher.At(expansion), vcpu, operation);
                }
            }
        }
        else if (operation.Kind.IsMaintenance())
        {
            foreach (var watcher in ofMaintenance)
            {
                watcher.Hearing.OnMaintenance(watcher.At(expansion), vcpu, operation);
            }
        }
    }

    /// <summary>Passes a guest access to the monitors that watch guests.</summary>
    public void OnGuestAccess(Expansion expansion, int vcpu, in GuestAccess access)
    {
        foreach (var watcher in ofGuests)
        {
            watcher.Hearing.OnGuestAccess(watcher.At(expansion), vcpu, access);
        }
    }

    /// <summary>Tells the monitors that watch a word that a vCPU has fallen asleep on it.</summary>
    public void OnSleep(Expansion expansion, int vcpu, Operation operation)
    {
        foreach (var watcher in ofWord[operation.Address.Index] ?? [])
        {
            watcher.Hearing.OnSleep(watcher.At(expansion), vcpu, operation);
        }
    }

    /// <summary>Passes an event of a vCPU's code to every monitor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OnNote(Expansion expansion, int vcpu, Note note)
    {
        foreach (var watcher in all)
        {
            watcher.Hearing.OnNote(watcher.At(expansion), vcpu, note);
        }
    }

    /// <summary>Whether the order of the events of several vCPUs makes no difference.</summary>
    /// <param name="heard">The effects of the vCPUs' code.</param>
    public bool AreOrdersAlike(IEnumerable<LocalStep> heard)
    {
        var steps = heard.ToList();
        return steps.Count < 2 || steps.All(step => step.Fault is null && step.Remarks.All(remark =>
            !remark.IsOrdered || all.All(watcher => IsDeaf(watcher.Monitor) || watcher.Monitor.Commutes(remark.Note))));
    }

    private static bool IsDeaf(PropertyMonitor monitor) =>
        monitor.GetType().GetMethod(nameof(PropertyMonitor.OnNote))!.DeclaringType == typeof(PropertyMonitor);

    // Two monitors of one kind each have to see what they are about: one's witness does not speak for the other.
    private static string NameOf(string witness, List<Watcher> earlier) =>
        earlier.Count(watcher => watcher.Monitor.Witnesses.Contains(witness)) is > 0 and var others
            ? $"{witness} #{others + 1}"
            : witness;

    // A monitor that says nothing of one of its properties would be claimed to have watched over it, whatever it saw.
    private static IEnumerable<Trial> TrialsOf(PropertyMonitor monitor, bool mayBeMissing)
    {
        var trials = monitor.Trials;
        return monitor.Properties.FirstOrDefault(property => trials.All(trial => trial.Property != property)) is { } unsaid
            ? throw new InvalidOperationException(
                $"the monitor {monitor.GetType().Name} does not say in Trials what it must have seen in order to find '{unsaid}' broken.")
            : trials.Select(trial => trial with { MayBeMissing = mayBeMissing });
    }

    private Watcher[]? WatchersOf(int word)
    {
        var interested = all.Where(watcher => watcher.Monitor.Watched.Contains(new Address(word))).ToArray();
        return interested.Length == 0 ? null : interested;
    }

    private sealed record Watcher(
        PropertyMonitor Monitor, PropertyMonitor Hearing, int StateBase, int WitnessBase, int TrialBase, int MemoryWords, int OwnWords, Judged Judged)
    {
        public Observation At(Expansion expansion) =>
            new(expansion, Monitor, StateBase, WitnessBase, MemoryWords, OwnWords, judged: Judged, trialBase: TrialBase);
    }
}
