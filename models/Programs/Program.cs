using Interlock.Models.Machines;
using Interlock.Models.Monitors;
using Interlock.Models.Systems;
using Interlock.Sync;
using Interlock.Sync.Native;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Programs;

/// <summary>
/// A closed concurrent program: the words of its memory, the code that each vCPU runs, and the monitors that watch.
/// Build it, then explore <see cref="AsSystem"/>.
/// </summary>
public sealed class Program
{
    private readonly List<Word> words = [];
    private readonly List<Func<Cpu, Step>> vcpus = [];
    private readonly List<Monitor> monitors = [];
    private readonly List<Predicate> invariants = [];
    private readonly List<Predicate> finals = [];
    private readonly List<string> witnesses = [];
    private readonly List<Response> responses = [];
    private readonly List<Recurrence> recurrences = [];
    private readonly List<StoreCheck> storeChecks = [];

    /// <summary>The words of memory.</summary>
    public IReadOnlyList<Word> Words => words;

    /// <summary>The code of each vCPU.</summary>
    public IReadOnlyList<Func<Cpu, Step>> Vcpus => vcpus;

    /// <summary>Who watches.</summary>
    public IReadOnlyList<Monitor> Monitors => monitors;

    /// <summary>What must hold of memory in every state.</summary>
    public IReadOnlyList<Predicate> Invariants => invariants;

    /// <summary>What must hold of memory once every vCPU has finished.</summary>
    public IReadOnlyList<Predicate> Finals => finals;

    /// <summary>What must be seen at least once.</summary>
    public IReadOnlyList<string> Witnesses => witnesses;

    /// <summary>The requests that must be answered.</summary>
    public IReadOnlyList<Response> Responses => responses;

    /// <summary>What must hold of memory again and again.</summary>
    public IReadOnlyList<Recurrence> Recurrences => recurrences;

    /// <summary>What real threads check before a store.</summary>
    public IReadOnlyList<StoreCheck> StoreChecks => storeChecks;

    /// <summary>Makes the translation that real threads have, of a machine and a seed; null if they have none.</summary>
    public Func<NativeMachine, ulong, INativeTranslation>? ThreadTranslation { get; private set; }

    /// <summary>The remark that counts as progress of the vCPU that makes it; null if only finishing does.</summary>
    public string? ProgressNote { get; private set; }

    /// <summary>Whether every vCPU must always still be able to finish, or to make progress again.</summary>
    public bool RequiresProgress { get; private set; }

    /// <summary>Adds a word of memory.</summary>
    /// <param name="name">What a reader calls it.</param>
    /// <param name="initial">What it holds at first.</param>
    /// <param name="modulus">The value at which it wraps; zero for the full 64 bits.</param>
    public Address Word(string name, ulong initial = 0, ulong modulus = 0)
    {
        words.Add(new Word(name, initial, modulus));
        return new Address(words.Count - 1);
    }

    /// <summary>Adds <paramref name="count"/> vCPUs that run the same code.</summary>
    public void Run(int count, Func<Cpu, Step> code)
    {
        for (var vcpu = 0; vcpu < count; vcpu++)
        {
            vcpus.Add(code);
        }
    }

    /// <summary>Adds a monitor.</summary>
    public void Watch(Monitor monitor) => monitors.Add(monitor);

    /// <summary>Demands that a predicate on memory holds in every state.</summary>
    public void Always(string name, Func<Memory, bool> holds) => invariants.Add(new Predicate(name, holds));

    /// <summary>Demands that a predicate on memory holds whenever every vCPU has finished.</summary>
    public void Finally(string name, Func<Memory, bool> holds) => finals.Add(new Predicate(name, holds));

    /// <summary>Demands that a witness is seen; a monitor or the code's note of that name shows it.</summary>
    public void MustSee(string witness) => witnesses.Add(witness);

    /// <summary>
    /// Demands that from every state every vCPU can still finish or, if <paramref name="note"/> is given, remark it
    /// once more.
    /// </summary>
    public void MustProgress(string? note = null)
    {
        RequiresProgress = true;
        ProgressNote = note;
    }

    /// <summary>
    /// Demands that on every fair execution a vCPU that remarks <paramref name="request"/> later remarks
    /// <paramref name="response"/>.
    /// </summary>
    public void MustRespond(string name, string request, string response, Fairness fairness)
    {
        var monitor = new AwaitedResponse(name, request, response);
        Watch(monitor);
        responses.Add(new Response(monitor, fairness));
    }

    /// <summary>Demands that on every fair execution a predicate on memory holds again and again.</summary>
    public void MustRecur(string name, Func<Memory, bool> holds, Fairness fairness) =>
        recurrences.Add(new Recurrence(new Predicate(name, holds), fairness));

    /// <summary>Gives real threads a translation, so that guests can run on them.</summary>
    /// <param name="translation">Makes it, of the machine and a seed.</param>
    public void TranslateThreads(Func<NativeMachine, ulong, INativeTranslation> translation) =>
        ThreadTranslation = translation;

    /// <summary>
    /// Has real threads look at memory before they store to some words, as a thread does that gives up a lock: what the
    /// lock guards does not change meanwhile.
    /// </summary>
    /// <param name="property">What is checked.</param>
    /// <param name="addresses">The words; stores and exchanges count, and the store has not been made yet.</param>
    /// <param name="check">Throws if the property does not hold; that ends the run. Many threads may call it at once.</param>
    public void BeforeStores(string property, IEnumerable<Address> addresses, Action<NativeMachine, NativeStore> check) =>
        storeChecks.Add(new StoreCheck(property, [.. addresses], check));

    /// <summary>The program as an explorer sees it, on a machine.</summary>
    /// <param name="machine">What operations do; the sequentially consistent machine if null.</param>
    public TransitionSystem AsSystem(Machine? machine = null) =>
        new ProgramSystem(this, machine ?? new SequentiallyConsistentMachine());
}
