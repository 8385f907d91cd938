using Interlock.Semantics.Monitors;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Semantics.Reductions.Symmetries;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Native;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Programs;

/// <summary>
/// A closed concurrent program: the words of its memory, the code of each vCPU, and its properties. Build it, then
/// explore <see cref="AsSystem"/>.
/// </summary>
public sealed partial class ConcurrentProgram
{
    private readonly List<Word> words = [];
    private readonly List<Func<Cpu, Step>> vcpus = [];
    private readonly List<PropertyMonitor> monitors = [];
    private readonly List<Predicate> invariants = [];
    private readonly List<Predicate> finals = [];
    private readonly List<string> witnesses = [];
    private readonly List<DistinctCount> counts = [];
    private readonly List<Response> responses = [];
    private readonly List<Recurrence> recurrences = [];
    private readonly List<NoteRecurrence> recurringNotes = [];
    private readonly HashSet<string> commutingNotes = [];
    private readonly List<StoreCheck> storeChecks = [];
    private readonly List<MemoryFact> facts = [];
    private readonly HashSet<PropertyMonitor> ifTested = [];
    private bool allAsk;

    /// <summary>The words of memory.</summary>
    public IReadOnlyList<Word> Words => words;

    /// <summary>The code of each vCPU.</summary>
    public IReadOnlyList<Func<Cpu, Step>> Vcpus => vcpus;

    /// <summary>The monitors.</summary>
    public IReadOnlyList<PropertyMonitor> Monitors => monitors;

    /// <summary>The predicates on memory that must hold in every state.</summary>
    public IReadOnlyList<Predicate> Invariants => invariants;

    /// <summary>The predicates on memory that must hold once every vCPU has finished.</summary>
    public IReadOnlyList<Predicate> Finals => finals;

    /// <summary>The names of the witnesses, each of which must be seen at least once.</summary>
    public IReadOnlyList<string> Witnesses => witnesses;

    /// <summary>The parts of memory whose different values are counted.</summary>
    internal IReadOnlyList<DistinctCount> Counts => counts;

    /// <summary>The requests that must receive a response.</summary>
    public IReadOnlyList<Response> Responses => responses;

    /// <summary>The predicates on memory that must hold infinitely often.</summary>
    public IReadOnlyList<Recurrence> Recurrences => recurrences;

    /// <summary>The events that must occur infinitely often, on whatever vCPU.</summary>
    public IReadOnlyList<NoteRecurrence> RecurringNotes => recurringNotes;

    /// <summary>Whether the program has liveness properties.</summary>
    public bool SpeaksOfFairness => responses.Count + recurrences.Count + recurringNotes.Count > 0;

    /// <summary>The checks that real threads make before a store.</summary>
    public IReadOnlyList<StoreCheck> StoreChecks => storeChecks;

    /// <summary>Creates the translation of real threads from a machine and a seed; null if they have none.</summary>
    public Func<NativeMachine, ulong, INativeTranslation>? ThreadTranslation { get; private set; }

    /// <summary>The event that counts as progress of its vCPU, in words; null if only finishing counts.</summary>
    public string? ProgressNote { get; private set; }

    /// <summary>The name of the progress property.</summary>
    public string ProgressProperty { get; private set; } = "progress";

    /// <summary>The names of the events that count as progress.</summary>
    public IReadOnlySet<string> ProgressNotes { get; private set; } = new HashSet<string>();

    /// <summary>Whether every vCPU must be able, from every state, to finish or to make progress again.</summary>
    public bool RequiresProgress { get; private set; }

    /// <summary>The names of events whose order among other vCPUs' steps no monitor depends on.</summary>
    public IReadOnlySet<string> CommutingNotes => commutingNotes;

    /// <summary>Whether lock regions are merged.</summary>
    public bool MergesLockRegions { get; private set; }

    /// <summary>The symmetry of the names that can be permuted; null if there is none.</summary>
    public Symmetry? Symmetry { get; private set; }

    /// <summary>The declarations of locks and guarded words; null if there are none.</summary>
    internal LockDiscipline? Discipline { get; private set; }

    /// <summary>The licences of the environment.</summary>
    public Licences Licences { get; private set; }

    /// <summary>Gives licences to the environment: steps without cause become possible, and all properties must hold with them.</summary>
    public void Allow(Licences licences) => Licences |= licences;

    /// <summary>The source operation without effect; null if there is none. See <see cref="Drop"/>.</summary>
    public Site? Dropped { get; private set; }

    /// <summary>
    /// Turns one source operation into a no-op that still takes a step and returns zero, whenever the code reaches it: a mutant
    /// without an edit.
    /// </summary>
    public void Drop(Site operation) => Dropped = operation;

    /// <summary>The operations of the source that have another order than they name; null if none have. See <see cref="Weaken"/>.</summary>
    internal IReadOnlyDictionary<Site, MemoryOrder>? Weakened { get; private set; }

    /// <summary>Gives operations of the source other orders than they name: mutants without an edit. A fence that is relaxed orders nothing.</summary>
    public void Weaken(IReadOnlyDictionary<Site, MemoryOrder> orders) => Weakened = orders;

    /// <summary>The facts about memory for readers, beside the words themselves.</summary>
    public IReadOnlyList<MemoryFact> Facts => facts;

    /// <summary>Makes the picture of a state; null if there is none.</summary>
    public Func<Memory, StatePicture>? Picture { get; private set; }

    /// <summary>Adds a fact about memory, by which readers search and group states.</summary>
    public void Tell(MemoryFact fact) => facts.Add(fact);

    /// <summary>Sets the function that makes the picture of a state.</summary>
    /// <param name="picture">The function: pure, and called by any thread.</param>
    public void DrawBy(Func<Memory, StatePicture> picture) => Picture = picture;

    /// <summary>Adds <paramref name="count"/> vCPUs that run the same code.</summary>
    /// <exception cref="InvalidOperationException">
    /// A response to all vCPUs has been demanded already: see <see cref="MustRespond"/>.
    /// </exception>
    public void Run(int count, Func<Cpu, Step> code)
    {
        if (allAsk)
        {
            throw new InvalidOperationException(
                "All vCPUs are added before it is demanded that they are answered: of later ones nothing would be shown.");
        }

        for (var vcpu = 0; vcpu < count; vcpu++)
        {
            vcpus.Add(code);
        }
    }

    /// <summary>Adds a monitor.</summary>
    public void Watch(PropertyMonitor monitor) => monitors.Add(monitor);

    /// <summary>
    /// Adds a monitor whose properties a verdict claims only if they were exercised. It is no error if they never were, unless the scenario
    /// claims them. For monitors that many programs add, whether or not they can violate the property.
    /// </summary>
    public void WatchIfTested(PropertyMonitor monitor)
    {
        Watch(monitor);
        ifTested.Add(monitor);
    }

    /// <summary>Demands that a predicate on memory or on the machine holds in every state.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="holds">The predicate.</param>
    /// <param name="trial">
    /// Whether a state exercises the property. If null, the property is exercised once a word that the predicate reads has changed, which
    /// is the least that can violate it.
    /// </param>
    /// <param name="evidence">What is wrong in a state in which it does not hold; null if there is nothing to tell but the state.</param>
    public void Always(
        string name, Func<Memory, bool> holds, Func<Memory, bool>? trial = null, Func<Memory, BrokenCondition>? evidence = null) =>
        invariants.Add(new Predicate(name, holds) { Trial = trial, Evidence = evidence });

    /// <summary>As <see cref="Always"/>, but claimed only if it was exercised: see <see cref="WatchIfTested"/>.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="holds">The predicate.</param>
    /// <param name="trial">Whether a state exercises the property.</param>
    /// <param name="evidence">What is wrong in a state in which it does not hold; null if there is nothing to tell but the state.</param>
    public void AlwaysIfTested(
        string name, Func<Memory, bool> holds, Func<Memory, bool>? trial = null, Func<Memory, BrokenCondition>? evidence = null) =>
        invariants.Add(new Predicate(name, holds) { Trial = trial, IsClaimedIfTested = true, Evidence = evidence });

    /// <summary>Demands that a predicate on memory holds whenever every vCPU has finished.</summary>
    public void Finally(string name, Func<Memory, bool> holds) => finals.Add(new Predicate(name, holds));

    /// <summary>Counts the different values that a part of memory has in the checked states.</summary>
    /// <param name="name">The name shown to readers.</param>
    /// <param name="part">Reads the part, compared by content; null in states that do not count. Called by any worker.</param>
    public void CountDistinct(string name, Func<Memory, ulong[]?> part) => counts.Add(new DistinctCount(name, part));

    /// <summary>
    /// Demands that from every state every vCPU can still finish or, if <paramref name="note"/> is given, make that event
    /// once more.
    /// </summary>
    public void MustProgress(string? note = null)
    {
        RequiresProgress = true;
        ProgressNote = note;
        ProgressNotes = note is null ? new HashSet<string>() : [note];
    }

    /// <summary>
    /// Demands that from every state every vCPU can make one of these events again, so that no call runs for ever.
    /// </summary>
    /// <param name="returns">The names of the events that code makes when a call has returned.</param>
    public void MustReturn(IEnumerable<string> returns)
    {
        RequiresProgress = true;
        ProgressNote = "a call has returned";
        ProgressProperty = "termination";
        ProgressNotes = returns.ToHashSet();
    }

    /// <summary>
    /// Demands that on every fair execution a vCPU that makes the event <paramref name="request"/> later makes the event
    /// <paramref name="response"/>.
    /// </summary>
    /// <param name="name">The property's name.</param>
    /// <param name="request">The name of the event that begins the wait.</param>
    /// <param name="response">The name of the event that ends it.</param>
    /// <param name="fairness">The executions to which it applies.</param>
    /// <param name="asking">
    /// The vCPUs that must make a request, by index; null for all vCPUs added so far. Requests of other vCPUs need a response too.
    /// </param>
    /// <exception cref="InvalidOperationException">The program has no vCPU yet.</exception>
    public void MustRespond(string name, string request, string response, Fairness fairness, IEnumerable<int>? asking = null)
    {
        var all = (asking ?? Enumerable.Range(0, vcpus.Count)).ToList();
        if (all.Count == 0 || all.Any(vcpu => vcpu < 0 || vcpu >= vcpus.Count))
        {
            throw new InvalidOperationException($"'{name}' speaks of vCPUs that are not there yet: add them before it is demanded.");
        }

        allAsk |= asking is null;
        var monitor = new AwaitedResponse(name, request, response, all);
        Watch(monitor);
        responses.Add(new Response(monitor, fairness));
    }

    /// <summary>Demands that on every fair execution a predicate on memory holds infinitely often.</summary>
    public void MustRecur(string name, Func<Memory, bool> holds, Fairness fairness) =>
        recurrences.Add(new Recurrence(new Predicate(name, holds), fairness));

    /// <summary>
    /// Demands that on every fair execution the event <paramref name="note"/> occurs infinitely often, on whatever vCPUs. The number of
    /// states can double, since states after an odd and after an even number of these events differ.
    /// </summary>
    public void MustRecur(string name, string note, Fairness fairness)
    {
        var monitor = new RecurringNote(name, note);
        Watch(monitor);
        recurringNotes.Add(new NoteRecurrence(monitor, fairness));
    }

    /// <summary>
    /// Declares that a word is a lock: 0 if it is free, the holder's index plus one otherwise. A vCPU acquires it by a
    /// compare-exchange from 0, repeated until it succeeds, and releases it by a store of 0; there is no other access: see
    /// <see cref="Reductions.LockRegions.SpecificationLock"/>. Any other access is a violation of <c>lock-discipline</c>. An attempt to
    /// take a lock that is held is not enabled.
    /// </summary>
    /// <param name="word">The word.</param>
    /// <param name="rank">
    /// Its rank in the lock order: a vCPU may acquire it only while all locks that it holds have lower ranks; anything else is a violation.
    /// Zero for no rank. If every lock has a rank, a merged region may acquire several.
    /// </param>
    /// <exception cref="ArgumentException">The word belongs to another program, or was declared before.</exception>
    public void Lock(Address word, int rank = 0) => Declare(word, new WordRule.Lock(rank));

    /// <summary>
    /// Declares that a word is written only by a vCPU that holds all of the locks, and read only by one that holds at least
    /// one of them. Atomics count as writes. Any other access, and any guest access, is a violation of <c>lock-discipline</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The word was declared before, or a lock was not.</exception>
    public void Guard(Address word, params Address[] locks) =>
        Declare(word, new WordRule.Guarded(Copy(locks), IsWalked: false));

    /// <summary>As <see cref="Guard"/>, for a word that hardware may read at any time, as a table walker does.</summary>
    /// <exception cref="ArgumentException">The word was declared before, or a lock was not.</exception>
    public void GuardWalked(Address word, params Address[] locks) =>
        Declare(word, new WordRule.Guarded(Copy(locks), IsWalked: true));

    /// <summary>
    /// As <see cref="GuardWalked"/>, but only in states in which another word says so; in other states the word has no declaration. It
    /// suits a page that is sometimes a table and sometimes data.
    /// </summary>
    /// <param name="word">The word.</param>
    /// <param name="decider">The word that decides. It must have been declared by <see cref="Guard"/> under at least these locks, so
    /// that its value is stable for a holder of one of them.</param>
    /// <param name="applies">Whether the rule applies, given the value of <paramref name="decider"/>; a pure function.</param>
    /// <param name="locks">The locks.</param>
    /// <exception cref="ArgumentException">The word was declared before, or a lock or the decider was not.</exception>
    public void GuardWalkedWhile(Address word, Address decider, Func<ulong, bool> applies, params Address[] locks)
    {
        ArgumentNullException.ThrowIfNull(applies);
        Declare(word, new WordRule.Guarded(Copy(locks), IsWalked: true, new WordRule.Condition(decider, applies)));
    }

    /// <summary>
    /// Declares that only the holder of a lock issues TLBI and DSB, or writes a word that a table walker can reach; guests never do. TLBI
    /// and DSB without the lock are violations of <c>lock-discipline</c>. The writes must be checked by a monitor of the program, which
    /// knows the words that the machine walks.
    /// </summary>
    /// <exception cref="ArgumentException">The lock was not declared.</exception>
    public void GuardMaintenance(Address @lock)
    {
        Discipline ??= new LockDiscipline(words);
        Discipline.GuardMaintenance(@lock);
    }

    /// <summary>Declares that only one vCPU accesses a word. Any other access, by a guest too, violates <c>lock-discipline</c>.</summary>
    /// <exception cref="ArgumentException">The word belongs to another program, or was declared before.</exception>
    public void Private(Address word, int vcpu) => Declare(word, new WordRule.Private(vcpu));

    /// <summary>
    /// Declares that no monitor depends on the order of these events among other vCPUs' steps, so that they may occur within merged
    /// lock regions. Progress and witnesses never depend on it.
    /// </summary>
    public void Commuting(params string[] notes) => commutingNotes.UnionWith(notes);

    /// <summary>
    /// Merges lock regions: explores only executions in which a vCPU's operations under its locks are not interleaved, one
    /// transition for several operations. Sound and complete for assertions, monitors, run-time errors, deadlocks, progress
    /// and <see cref="Finally"/>, if the program keeps to its declarations, which is checked; <see cref="MergedSystem"/> has
    /// the proof. <see cref="Always"/> predicates are checked only between merged steps, and a monitor that reads words whose
    /// locks the vCPU does not hold reads them as they are there. A condition on declared words that is broken and repaired
    /// within one region is not reported; no other vCPU can observe it. A condition on undeclared words is reported whenever
    /// it is broken.
    /// </summary>
    public void MergeLockRegions()
    {
        Discipline ??= new LockDiscipline(words);
        MergesLockRegions = true;
    }

    /// <summary>
    /// Explores one representative per orbit of states, in which no code holds a name: see <see cref="Reductions.Symmetries.Symmetry"/>.
    /// The caller guarantees that monitors, predicates and witnesses are invariant under the permutations.
    /// </summary>
    /// <param name="symmetry">The permutations of names.</param>
    public void ReduceBy(Symmetry symmetry) => Symmetry = symmetry;

    /// <summary>Gives real threads a translation, so that guests can run on them.</summary>
    /// <param name="translation">Creates it from the machine and a seed.</param>
    public void TranslateThreads(Func<NativeMachine, ulong, INativeTranslation> translation) =>
        ThreadTranslation = translation;

    /// <summary>
    /// Makes real threads check memory before they store to some words. If such a word is a lock that the thread is about to
    /// release, the words that the lock guards do not change meanwhile.
    /// </summary>
    /// <param name="property">The property's name.</param>
    /// <param name="addresses">The words; the check precedes stores, exchanges and fetch operations on them.</param>
    /// <param name="check">Throws if the property does not hold, which ends the run. Several threads may call it at once.</param>
    public void BeforeStores(string property, IEnumerable<Address> addresses, Action<NativeMachine, NativeStore> check) =>
        storeChecks.Add(new StoreCheck(property, [.. addresses], check));

    /// <summary>The size of the program so far: an explored program must not be added to, since the search would not see it.</summary>
    internal ProgramExtent Extent => new(
        words.Count, vcpus.Count, monitors.Count, invariants.Count + finals.Count + recurrences.Count + recurringNotes.Count + responses.Count,
        witnesses.Count, RequiresProgress, Licences, Dropped, Weakened, Symmetry);

    internal bool IsWatchedIfTested(PropertyMonitor monitor) => ifTested.Contains(monitor);

    private void Declare(Address word, WordRule rule)
    {
        Discipline ??= new LockDiscipline(words);
        Discipline.Declare(word, rule);
    }

    private static Address[] Copy(Address[] locks)
    {
        ArgumentNullException.ThrowIfNull(locks);
        return [.. locks];
    }
}
