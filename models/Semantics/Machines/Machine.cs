using System.Runtime.CompilerServices;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Machines;

/// <summary>
/// What operations do, made of two parts that are chosen independently: a <see cref="MemoryModel"/>, for loads, stores, atomics, fences
/// and waits, and a <see cref="Translation"/> or none, for guests' accesses and for what maintains translations. Its own words are
/// those of <see cref="Waiting"/>, the translation's and the memory model's, in this order. Holds no state itself.
/// </summary>
/// <param name="memory">The memory model; null for sequential consistency.</param>
/// <param name="translation">The translation; null if guests do not run.</param>
public sealed class Machine(MemoryModel? memory = null, Translation? translation = null)
{
    private readonly MemoryModel memory = memory ?? SequentialConsistency.Instance;
    private readonly Translation? translation = translation;

    /// <summary>A translation over sequentially consistent memory.</summary>
    public static implicit operator Machine(Translation translation) => FromTranslation(translation);

    /// <summary>A translation over sequentially consistent memory.</summary>
    public static Machine FromTranslation(Translation translation) => new(null, translation);

    /// <summary>The parts that the machine is made of.</summary>
    internal IEnumerable<object> Parts => translation is null ? [memory] : [memory, translation];

    /// <summary>The name that reports and traces carry.</summary>
    public string Name => memory.Name + translation?.Name;

    /// <summary>What a verdict says of the memory model in brackets: the model, its profile and what was left out.</summary>
    public string Terms => memory.Terms;

    /// <summary>Whether vCPUs may see writes late.</summary>
    public bool IsWeak => memory.OwnWords > 0;

    /// <summary>How many buffers of the memory model take steps of their own, one a vCPU.</summary>
    public int Buffers => memory.Buffers;

    /// <summary>The bound of the memory model that executions have met so far; null if none.</summary>
    public MemoryBound? Met => memory.Met;

    /// <summary>
    /// Whether a load, a store or an atomic of a word that the machine does not <see cref="Walks">walk</see> has one outcome,
    /// concerns that word and nothing else, and takes effect at once for everybody. Lock regions can be merged only then.
    /// </summary>
    public bool HasMovers => memory.HasMovers && translation?.HasMovers != false;

    /// <summary>
    /// What executions on this machine are spared that code may meet elsewhere, a sentence each, as far as these operations are concerned:
    /// a verdict says so.
    /// </summary>
    /// <param name="met">The operations that the code has come to.</param>
    /// <param name="licences">What the environment is allowed to do: it was not assumed not to.</param>
    public IEnumerable<string> Assumptions(IReadOnlyCollection<Operation> met, Licences licences) =>
        [.. memory.Assumptions(met), .. Waiting.Assumptions(met, licences), .. translation?.Assumptions(met) ?? []];

    /// <summary>
    /// The property that the translation itself finds broken, and what must have happened for it to have been put to the test: the
    /// translation says so with <see cref="Turn.Tries"/>. Null if there is none.
    /// </summary>
    public (string Name, string Condition)? OwnProperty => translation?.OwnProperty;

    /// <summary>The machine for a program, whose words and vCPUs the memory model may need to know.</summary>
    /// <exception cref="UnsupportedStateException">The program asks for what is not explored on this machine.</exception>
    public Machine For(ConcurrentProgram program)
    {
        var model = memory.For(program);
        return model == memory ? this
            : translation is null ? new Machine(model)
            : throw new UnsupportedStateException($"translation is explored over sequentially consistent memory only, not over '{memory.Name}'.");
    }

    /// <summary>Words of state that the machine needs beside memory, for a number of vCPUs.</summary>
    public int OwnWords(int vcpus) => Waiting.WordsFor(vcpus) + (translation?.OwnWords(vcpus) ?? 0) + memory.OwnWords;

    /// <summary>What the last of its own words holds at first, if it is the memory model's.</summary>
    /// <param name="ended">The vCPUs without code, a bit each.</param>
    public ulong Beginning(ulong ended) => memory.Beginning(ended);

    /// <summary>Whether every write has reached memory.</summary>
    public bool IsAtRest(ReadOnlySpan<ulong> own) => memory.IsAtRest(own);

    /// <summary>What a vCPU itself last knows of a word.</summary>
    /// <param name="own">The machine's own words.</param>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="address">The word.</param>
    /// <param name="held">What memory holds.</param>
    public ulong ReadBy(ReadOnlySpan<ulong> own, int vcpu, Address address, ulong held) => memory.ReadBy(own, vcpu, address, held);

    /// <summary>Fills in the step of a buffer; no outcome if it is empty.</summary>
    public void Drain(Turn turn, int buffer) => memory.Drain(turn, buffer);

    /// <summary>What a buffer's step does, for a reader.</summary>
    public string DrainText(ReadOnlySpan<ulong> own, int buffer) => memory.DrainText(own, buffer);

    /// <summary>The word of memory that a buffer's step writes; negative if it has no step.</summary>
    public int DrainedWord(ReadOnlySpan<ulong> own, int buffer) => memory.DrainedWord(own, buffer);

    /// <summary>Whether the machine itself reads a word at any time, whoever holds which lock: a table walker does.</summary>
    public bool Walks(Address word) => translation?.Walks(word) == true;

    /// <summary>
    /// Whether a barrier, or a write of a register, has one outcome and commutes with whatever other vCPUs can do next to it, as long as
    /// this vCPU holds the lock without which nobody else writes what is walked, invalidates or waits for an invalidation.
    /// </summary>
    /// <param name="own">The machine's own words.</param>
    /// <param name="vcpus">How many vCPUs there are.</param>
    /// <param name="operation">The operation of the vCPU that holds the lock.</param>
    public bool IsLocalUnderLock(ReadOnlySpan<ulong> own, int vcpus, Operation operation) =>
        translation?.IsLocalUnderLock(own, vcpus, operation) == true;

    /// <summary>Enumerates the outcomes of a pending operation; see <see cref="Turn"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Outcomes(Turn turn)
    {
        if (translation is null || !translation.Outcomes(turn))
        {
            memory.Outcomes(turn, translation);
        }
    }

    /// <summary>Why a vCPU cannot take a step although it has an operation, for a reader; null if it is not asleep.</summary>
    /// <param name="own">The machine's own words.</param>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="pending">Its operation.</param>
    public string? Asleep(ReadOnlySpan<ulong> own, int vcpu, Operation pending) => Waiting.Asleep(own, vcpu, pending);

    /// <summary>What a vCPU translates by, for who draws a state; null if the machine does not translate.</summary>
    /// <param name="state">A state of a program on this machine.</param>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="nameOf">What a reader calls a word.</param>
    public VcpuView? View(Memory state, int vcpu, Func<Address, string> nameOf) => translation?.View(state, vcpu, nameOf);

    /// <summary>How a guest's access was translated in a state, for who draws it.</summary>
    /// <param name="state">The state before the access.</param>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="access">One of the outcomes of its operation.</param>
    /// <param name="nameOf">What a reader calls a word.</param>
    public GuestTranslation Translate(Memory state, int vcpu, in GuestAccess access, Func<Address, string> nameOf) =>
        translation?.Translate(state, vcpu, access, nameOf) ?? new(access, [], []);

    /// <summary>What an operation that was performed has accessed, for a reader; a guest's access not.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="hasMatched">Of a compare-exchange: whether the word held what was expected.</param>
    /// <param name="result">What it answered.</param>
    /// <param name="word">The name of the word that it concerns; empty if it concerns none.</param>
    public IReadOnlyList<NamedAccess> Accesses(Operation operation, bool hasMatched, ulong result, string word)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation.Kind switch
        {
            OperationKind.Load => [new(word, Reads: true, Writes: false)],
            OperationKind.Store => [new(word, Reads: false, Writes: true)],
            OperationKind.CompareExchange => [new(word, Reads: true, Writes: hasMatched)],
            _ when operation.Kind.IsAtomic() => [new(word, Reads: true, Writes: true)],
            OperationKind.ReadCount or OperationKind.AdvanceCount => [new(word, Reads: operation.Kind == OperationKind.ReadCount, Writes: true)],
            OperationKind.HasAdvanced => [new(word, Reads: true, Writes: false)],
            _ => Waiting.Accesses(operation, result, word),
        };
    }

    /// <summary>What a step accesses that the environment takes for no reason, for a reader; see <see cref="Licences"/>.</summary>
    /// <param name="operation">The operation that it lets go on.</param>
    public IReadOnlyList<NamedAccess> UnprovokedAccesses(Operation operation) => Waiting.UnprovokedAccesses(operation);

    /// <summary>
    /// The words from which hardware took the translation of a guest's access, now or when it cached it; of a fault, the words that
    /// translate nothing.
    /// </summary>
    /// <param name="before">The state before the access.</param>
    /// <param name="vcpu">Where the guest runs.</param>
    /// <param name="access">The access.</param>
    public IReadOnlyList<Address> TranslatedBy(Memory before, int vcpu, in GuestAccess access) =>
        translation?.TranslatedBy(before, vcpu, access) ?? [];

    /// <summary>The words from which hardware may have cached a translation for a vCPU in a step, that it could not hold before.</summary>
    /// <param name="before">The state before the step.</param>
    /// <param name="after">The state after it.</param>
    /// <param name="vcpu">The vCPU.</param>
    public IReadOnlyList<Address> Cached(Memory before, Memory after, int vcpu) => translation?.Cached(before, after, vcpu) ?? [];

    /// <summary>The machine's own words, for a reader.</summary>
    public IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> own, int vcpus) =>
        [.. Waiting.Describe(own), .. translation?.Describe(own, vcpus) ?? [], .. memory.Describe(own)];

    /// <summary>What its own words mean to a reader, by name.</summary>
    public IEnumerable<KeyValuePair<string, WordMeaning>> Meanings(int vcpus) =>
        Waiting.Meanings.Concat(translation?.Meanings(vcpus) ?? []);
}
