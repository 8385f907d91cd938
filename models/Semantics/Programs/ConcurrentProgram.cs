using Interlock.Semantics.Machines;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Semantics.Reductions.Symmetries;
using Interlock.Semantics.SelfComposition;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Native;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Programs;

/// <summary>
/// A closed concurrent program: the words of its memory, the code that each vCPU runs, and the monitors that watch.
/// Build it, then explore <see cref="AsSystem"/>.
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

    /// <summary>Who watches.</summary>
    public IReadOnlyList<PropertyMonitor> Monitors => monitors;

    /// <summary>What must hold of memory in every state.</summary>
    public IReadOnlyList<Predicate> Invariants => invariants;

    /// <summary>What must hold of memory once every vCPU has finished.</summary>
    public IReadOnlyList<Predicate> Finals => finals;

    /// <summary>What must be seen at least once.</summary>
    public IReadOnlyList<string> Witnesses => witnesses;

    /// <summary>What is counted of its states.</summary>
    internal IReadOnlyList<DistinctCount> Counts => counts;

    /// <summary>The requests that must be answered.</summary>
    public IReadOnlyList<Response> Responses => responses;

    /// <summary>What must hold of memory again and again.</summary>
    public IReadOnlyList<Recurrence> Recurrences => recurrences;

    /// <summary>What must be remarked again and again, by anybody.</summary>
    public IReadOnlyList<NoteRecurrence> RecurringNotes => recurringNotes;

    /// <summary>Whether something is demanded of fair executions.</summary>
    public bool SpeaksOfFairness => responses.Count + recurrences.Count + recurringNotes.Count > 0;

    /// <summary>What real threads check before a store.</summary>
    public IReadOnlyList<StoreCheck> StoreChecks => storeChecks;

    /// <summary>Makes the translation that real threads have, of a machine and a seed; null if they have none.</summary>
    public Func<NativeMachine, ulong, INativeTranslation>? ThreadTranslation { get; private set; }

    /// <summary>The remark that counts as progress of the vCPU that makes it, in words; null if only finishing does.</summary>
    public string? ProgressNote { get; private set; }

    /// <summary>The property that progress is.</summary>
    public string ProgressProperty { get; private set; } = "progress";

    /// <summary>The remarks that count as progress.</summary>
    public IReadOnlySet<string> ProgressNotes { get; private set; } = new HashSet<string>();

    /// <summary>Whether every vCPU must always still be able to finish, or to make progress again.</summary>
    public bool RequiresProgress { get; private set; }

    /// <summary>The remarks whose order among other vCPUs' steps no monitor minds.</summary>
    public IReadOnlySet<string> CommutingNotes => commutingNotes;

    /// <summary>Whether lock regions are merged.</summary>
    public bool MergesLockRegions { get; private set; }

    /// <summary>The names that can be exchanged; null if none can.</summary>
    public Symmetry? Symmetry { get; private set; }

    /// <summary>What is declared of words; null if nothing is.</summary>
    internal LockDiscipline? Discipline { get; private set; }

    /// <summary>What the environment may do for no reason.</summary>
    public Licences Licences { get; private set; }

    /// <summary>Lets the environment do something for no reason: whatever is demanded has to hold all the same.</summary>
    public void Allow(Licences licences) => Licences |= licences;

    /// <summary>The operation of the source that has no effect; null if all have theirs. See <see cref="Drop"/>.</summary>
    public Site? Dropped { get; private set; }

    /// <summary>
    /// Takes its effect from one operation of the source, wherever the code comes to it: a mutant without an edit. It answers zero,
    /// and it is still a step.
    /// </summary>
    public void Drop(Site operation) => Dropped = operation;

    /// <summary>What a reader is told of memory in words of its own, beside each word.</summary>
    public IReadOnlyList<MemoryFact> Facts => facts;

    /// <summary>What is drawn of a state; null if nothing is.</summary>
    public Func<Memory, StatePicture>? Picture { get; private set; }

    /// <summary>Tells a reader something of memory, to search and group states by.</summary>
    public void Tell(MemoryFact fact) => facts.Add(fact);

    /// <summary>Draws states.</summary>
    /// <param name="picture">What is drawn of a state; a pure function, called by any thread.</param>
    public void DrawBy(Func<Memory, StatePicture> picture) => Picture = picture;

    /// <summary>Adds <paramref name="count"/> vCPUs that run the same code.</summary>
    /// <exception cref="InvalidOperationException">
    /// It was demanded already that all vCPUs are answered: see <see cref="MustRespond"/>.
    /// </exception>
    public void Run(int count, Func<Cpu, Step> code)
    {
        if (allAsk)
        {
            throw new InvalidOperationException("All vCPUs are added before it is demanded that they are answered: of later ones nothing would be shown.");
        }

        for (var vcpu = 0; vcpu < count; vcpu++)
        {
            vcpus.Add(code);
        }
    }

    /// <summary>Adds a monitor.</summary>
    public void Watch(PropertyMonitor monitor) => monitors.Add(monitor);

    /// <summary>
    /// Adds a monitor whose properties a verdict claims only where they were put to the test. That they never were is no error, unless the
    /// scenario claims them: for what is watched wherever it can be, whether or not anything there can break it.
    /// </summary>
    public void WatchIfTested(PropertyMonitor monitor)
    {
        Watch(monitor);
        ifTested.Add(monitor);
    }

    /// <summary>Demands that a predicate on memory, or on the machine, holds in every state.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="holds">The predicate.</param>
    /// <param name="trial">
    /// Whether a state puts it to the test. Null: it was put to the test if anything that it reads has changed, which is the least that it
    /// takes to break it.
    /// </param>
    public void Always(string name, Func<Memory, bool> holds, Func<Memory, bool>? trial = null) =>
        invariants.Add(new Predicate(name, holds) { Trial = trial });

    /// <summary>As <see cref="Always"/>, but claimed only where it was put to the test: see <see cref="WatchIfTested"/>.</summary>
    public void AlwaysIfTested(string name, Func<Memory, bool> holds, Func<Memory, bool>? trial = null) =>
        invariants.Add(new Predicate(name, holds) { Trial = trial, IsClaimedIfTested = true });

    /// <summary>Demands that a predicate on memory holds whenever every vCPU has finished.</summary>
    public void Finally(string name, Func<Memory, bool> holds) => finals.Add(new Predicate(name, holds));

    /// <summary>Counts how many different values a part of memory has in the states that are checked.</summary>
    /// <param name="name">What a reader calls it.</param>
    /// <param name="part">The part, compared by content; null in states that do not count. Called by any worker.</param>
    public void CountDistinct(string name, Func<Memory, ulong[]?> part) => counts.Add(new DistinctCount(name, part));

    /// <summary>
    /// Demands that from every state every vCPU can still finish or, if <paramref name="note"/> is given, remark it
    /// once more.
    /// </summary>
    public void MustProgress(string? note = null)
    {
        RequiresProgress = true;
        ProgressNote = note;
        ProgressNotes = note is null ? new HashSet<string>() : [note];
    }

    /// <summary>
    /// Demands that from every state every vCPU can once more remark that a call has returned: none runs for ever, whatever it was asked.
    /// </summary>
    /// <param name="returns">The remarks that code makes when a call has returned.</param>
    public void MustReturn(IEnumerable<string> returns)
    {
        RequiresProgress = true;
        ProgressNote = "a call has returned";
        ProgressProperty = "termination";
        ProgressNotes = returns.ToHashSet();
    }

    /// <summary>
    /// Demands that on every fair execution a vCPU that remarks <paramref name="request"/> later remarks
    /// <paramref name="response"/>.
    /// </summary>
    /// <param name="name">The property's name.</param>
    /// <param name="request">The remark that begins the wait.</param>
    /// <param name="response">The remark that ends it.</param>
    /// <param name="fairness">On which executions.</param>
    /// <param name="asking">
    /// The vCPUs that must be seen to ask, by index; null for all that there are by now. What others ask is to be answered too.
    /// </param>
    /// <exception cref="InvalidOperationException">No vCPU is there yet that could ask.</exception>
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

    /// <summary>Demands that on every fair execution a predicate on memory holds again and again.</summary>
    public void MustRecur(string name, Func<Memory, bool> holds, Fairness fairness) =>
        recurrences.Add(new Recurrence(new Predicate(name, holds), fairness));

    /// <summary>
    /// Demands that on every fair execution somebody remarks <paramref name="note"/> again and again, not always the same vCPU. There are
    /// up to twice as many states: those after an odd number of such remarks are others.
    /// </summary>
    public void MustRecur(string name, string note, Fairness fairness)
    {
        var monitor = new RecurringNote(name, note);
        Watch(monitor);
        recurringNotes.Add(new NoteRecurrence(monitor, fairness));
    }

    /// <summary>
    /// Declares that a word is a lock: 0 if it is free, its holder's index plus one otherwise. It is taken by a compare-exchange
    /// from 0 that is made again until it succeeds, released by a store of 0, and accessed in no other way: see
    /// <see cref="Reductions.LockRegions.SpecificationLock"/>. Any other access is a violation of <c>lock-discipline</c>. An attempt to take a lock that is
    /// held is not enabled.
    /// </summary>
    /// <param name="word">The word.</param>
    /// <param name="rank">
    /// Its place in the lock order: it is taken only by a vCPU all of whose locks have lower ranks, anything else is a violation. Zero for
    /// no place. If every lock has one, a merged region may take several.
    /// </param>
    /// <exception cref="ArgumentException">The word is not this program's, or was declared before.</exception>
    public void Lock(Address word, int rank = 0) => Declare(word, new WordRule.Lock(rank));

    /// <summary>
    /// Declares that a word is written only by a vCPU that holds all of the locks, and read only by one that holds at least
    /// one of them. Atomics count as writes. Any other access is a violation of <c>lock-discipline</c>, and so is a guest's.
    /// </summary>
    /// <exception cref="ArgumentException">The word was declared before, or a lock was not.</exception>
    public void Guard(Address word, params Address[] locks) =>
        Declare(word, new WordRule.Guarded(Copy(locks), IsWalked: false));

    /// <summary>As <see cref="Guard"/>, of a word that hardware reads at any time, as a table walker does.</summary>
    /// <exception cref="ArgumentException">The word was declared before, or a lock was not.</exception>
    public void GuardWalked(Address word, params Address[] locks) =>
        Declare(word, new WordRule.Guarded(Copy(locks), IsWalked: true));

    /// <summary>
    /// As <see cref="GuardWalked"/>, but only in states in which another word says so; in others nothing is declared of the word. A
    /// page that is a table at times and data at others is declared like that.
    /// </summary>
    /// <param name="word">The word.</param>
    /// <param name="decider">The word that decides. It must be declared before, with <see cref="Guard"/>, under these locks at least: so
    /// whoever holds one of them knows that the answer stays.</param>
    /// <param name="applies">Whether the rule applies, given what <paramref name="decider"/> holds; a pure function.</param>
    /// <param name="locks">The locks.</param>
    /// <exception cref="ArgumentException">The word was declared before, or a lock was not, or the decider is not as it must be.</exception>
    public void GuardWalkedWhile(Address word, Address decider, Func<ulong, bool> applies, params Address[] locks)
    {
        ArgumentNullException.ThrowIfNull(applies);
        Declare(word, new WordRule.Guarded(Copy(locks), IsWalked: true, new WordRule.Condition(decider, applies)));
    }

    /// <summary>
    /// Declares that only a holder of a lock issues TLBI and DSB, or writes a word that some vCPU's table walker can come to; guests never
    /// do. TLBI and DSB without it are violations of <c>lock-discipline</c>; writes are to be watched by a monitor of the program's own,
    /// which knows what the machine walks.
    /// </summary>
    /// <exception cref="ArgumentException">The lock was not declared.</exception>
    public void GuardMaintenance(Address @lock)
    {
        Discipline ??= new LockDiscipline(words);
        Discipline.GuardMaintenance(@lock);
    }

    /// <summary>Declares that only one vCPU accesses a word. Another's access is a violation of <c>lock-discipline</c>, a guest's too.</summary>
    /// <exception cref="ArgumentException">The word is not this program's, or was declared before.</exception>
    public void Private(Address word, int vcpu) => Declare(word, new WordRule.Private(vcpu));

    /// <summary>
    /// Declares that no monitor minds where among other vCPUs' steps these remarks are made, only that they are: then they may be
    /// made within merged lock regions. Progress and witnesses may always be.
    /// </summary>
    public void Commuting(params string[] notes) => commutingNotes.UnionWith(notes);

    /// <summary>
    /// Merges lock regions: explores only executions in which what a vCPU does under its locks is not interleaved, one
    /// transition for several operations. Sound and complete for assertions, monitors, run-time errors, deadlock,
    /// progress and what holds at the end, if the program keeps to its declarations, which is checked; see
    /// <see cref="MergedSystem"/> for the proof. Two things are seen only where a vCPU rests between its merged steps:
    /// <see cref="Always"/> predicates, and what a monitor reads of words that are guarded by locks which the vCPU does
    /// not hold. A condition that is broken and repaired within one region is not seen, there as by nobody else; a
    /// condition on words of which nothing is declared is seen whenever it is broken.
    /// </summary>
    public void MergeLockRegions()
    {
        Discipline ??= new LockDiscipline(words);
        MergesLockRegions = true;
    }

    /// <summary>
    /// Explores one state only of those that are the same but for names, where no code holds a name: see <see cref="Reductions.Symmetries.Symmetry"/>.
    /// Whoever says so answers for monitors, predicates and witnesses that do not tell names apart.
    /// </summary>
    /// <param name="symmetry">The names that can be exchanged.</param>
    public void ReduceBy(Symmetry symmetry) => Symmetry = symmetry;

    /// <summary>Gives real threads a translation, so that guests can run on them.</summary>
    /// <param name="translation">Makes it, of the machine and a seed.</param>
    public void TranslateThreads(Func<NativeMachine, ulong, INativeTranslation> translation) =>
        ThreadTranslation = translation;

    /// <summary>
    /// Has real threads look at memory before they store to some words, as a thread does that gives up a lock: what the
    /// lock guards does not change meanwhile.
    /// </summary>
    /// <param name="property">What is checked.</param>
    /// <param name="addresses">The words; stores, exchanges and fetch-adds count, and the store has not been made yet.</param>
    /// <param name="check">Throws if the property does not hold; that ends the run. Many threads may call it at once.</param>
    public void BeforeStores(string property, IEnumerable<Address> addresses, Action<NativeMachine, NativeStore> check) =>
        storeChecks.Add(new StoreCheck(property, [.. addresses], check));

    /// <summary>The program as an explorer sees it, on a machine.</summary>
    /// <param name="machine">
    /// What operations do; the sequentially consistent machine if null. Predicates and monitors may ask the same machine
    /// what its own words mean.
    /// </param>
    /// <param name="only">The one property that is judged; null for all. See <see cref="TransitionSystem.JudgedBy"/>.</param>
    /// <exception cref="ArgumentException">What is declared of locks does not suit the program.</exception>
    /// <exception cref="UnsupportedStateException">Lock regions cannot be merged, on this machine or with these properties.</exception>
    public TransitionSystem AsSystem(Machine? machine = null, string? only = null)
    {
        machine ??= new SequentiallyConsistentMachine();
        var judged = new Judged(only);
        return MergesLockRegions ? new MergedSystem(this, machine, judged)
            : Discipline is not null ? new GuardedSystem(this, machine, judged: judged)
            : new ProgramSystem(this, machine, judged: judged);
    }

    /// <summary>
    /// Pairs of executions of the program that an observer must not be able to tell apart: see <see cref="TwoLanes"/>. The observer is
    /// watching from then on.
    /// </summary>
    /// <param name="observer">Who must not learn what is private.</param>
    /// <param name="machine">What operations do; the sequentially consistent machine if null.</param>
    /// <exception cref="UnsupportedStateException">The program asks for what is not defined of two executions.</exception>
    public TransitionSystem AsTwoLanes(Observer observer, Machine? machine = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return new TwoLanes(this, observer, machine ?? new SequentiallyConsistentMachine());
    }

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
