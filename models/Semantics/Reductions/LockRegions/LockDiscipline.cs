using Interlock.Semantics.Programs;
using Interlock.Sync;

namespace Interlock.Semantics.Reductions.LockRegions;

/// <summary>Which words of a program are locks, which words they guard, and whether an access keeps to that.</summary>
internal sealed class LockDiscipline(IReadOnlyList<Word> words)
{
    private WordRule?[] rules = [];
    private bool[] deciding = [];

    /// <summary>The words with a declaration.</summary>
    public IReadOnlyList<Address> Words =>
        [.. Enumerable.Range(0, rules.Length).Where(index => rules[index] is not null).Select(index => new Address(index))];

    /// <summary>The conditions under which rules apply.</summary>
    public IEnumerable<WordRule.Condition> Conditions =>
        rules.OfType<WordRule.Guarded>().Select(rule => rule.While).OfType<WordRule.Condition>();

    /// <summary>The declaration of a word; null if there is none.</summary>
    public WordRule? this[Address word] => (uint)word.Index < (uint)rules.Length ? rules[word.Index] : null;

    /// <summary>Whether every lock has a rank.</summary>
    public bool RanksAllLocks => rules.OfType<WordRule.Lock>().All(rule => rule.Rank > 0);

    /// <summary>Whether the rule of another word depends on the value of this word.</summary>
    public bool Decides(Address word) => (uint)word.Index < (uint)deciding.Length && deciding[word.Index];

    /// <summary>
    /// The lock that every TLBI, every DSB and every write of a word that a walker can reach requires; null if there is none.
    /// </summary>
    public Address? MaintenanceLock { get; private set; }

    /// <summary>Declares the lock of all maintenance.</summary>
    /// <exception cref="ArgumentException">The word is not a declared lock.</exception>
    public void GuardMaintenance(Address @lock) => MaintenanceLock = this[@lock] is WordRule.Lock
        ? @lock
        : throw new ArgumentException($"{@lock} is to guard maintenance and is not declared as a lock.", nameof(@lock));

    /// <summary>A word's name.</summary>
    public string NameOf(Address word) => words[word.Index].Name;

    /// <summary>Adds the declaration of a word.</summary>
    /// <exception cref="ArgumentException">The declarations contradict each other.</exception>
    public void Declare(Address word, WordRule rule)
    {
        if ((uint)word.Index >= (uint)words.Count)
        {
            throw new ArgumentException($"{word} is no word of this program.", nameof(word));
        }

        if (rule is WordRule.Guarded guarded)
        {
            Require(word, guarded);
        }

        if (this[word] is not null)
        {
            throw new ArgumentException($"'{NameOf(word)}' was declared before: a word has one rule.", nameof(word));
        }

        Array.Resize(ref rules, words.Count);
        Array.Resize(ref deciding, words.Count);
        rules[word.Index] = rule;
        if (rule is WordRule.Guarded { While: { } condition })
        {
            deciding[condition.Word.Index] = true;
        }
    }

    /// <summary>
    /// Whether an operation is the attempt of a vCPU to take a lock, as <see cref="Reductions.LockRegions.SpecificationLock"/> makes it.
    /// </summary>
    public static bool Acquires(int vcpu, Operation operation) =>
        operation is { Kind: OperationKind.CompareExchange, Expected: 0 } && operation.Operand == (ulong)vcpu + 1;

    /// <summary>The breach of the discipline by an access of code, in words; null if there is none.</summary>
    /// <param name="memory">Memory before the access.</param>
    /// <param name="vcpu">The vCPU that makes it.</param>
    /// <param name="operation">A load, a store or an atomic.</param>
    public string? Breach(ReadOnlySpan<ulong> memory, int vcpu, Operation operation)
    {
        var word = operation.Address;
        switch (this[word])
        {
            case WordRule.Lock when operation is { Kind: OperationKind.Store, Operand: 0 }:
                return Holds(memory, vcpu, word) ? null : $"vcpu{vcpu} releases '{NameOf(word)}', which {Holder(memory, word)}";
            case WordRule.Lock rule:
                return Acquires(vcpu, operation)
                    ? OutOfOrder(memory, vcpu, word, rule)
                    : $"vcpu{vcpu} does something else with the lock '{NameOf(word)}' than to take it or to release it";
            case WordRule.Private rule:
                return rule.Vcpu == vcpu ? null : $"vcpu{vcpu} accesses '{NameOf(word)}', which is vcpu{rule.Vcpu}'s alone";
            case WordRule.Guarded rule when Applies(memory, rule):
                return IsPermitted(memory, vcpu, operation, rule) ? null : Missing(memory, vcpu, operation, rule);
            default:
                return null;
        }
    }

    /// <summary>The breach of the discipline by a guest access that reaches a word, in words; null if there is none.</summary>
    /// <param name="memory">Memory before the access.</param>
    /// <param name="vcpu">The vCPU on which the guest runs.</param>
    /// <param name="word">The word.</param>
    public string? GuestBreach(ReadOnlySpan<ulong> memory, int vcpu, Address word) =>
        this[word] is { } rule && (rule is not WordRule.Guarded guarded || Applies(memory, guarded))
            ? $"the guest on vcpu{vcpu} reaches '{NameOf(word)}', which the engine keeps to itself"
            : null;

    /// <summary>Whether a rule applies in a state.</summary>
    public static bool Applies(ReadOnlySpan<ulong> memory, WordRule.Guarded rule) =>
        rule.While is not { } condition || condition.Holds(memory[condition.Word.Index]);

    /// <summary>Whether a vCPU holds a lock.</summary>
    public static bool Holds(ReadOnlySpan<ulong> memory, int vcpu, Address @lock) => memory[@lock.Index] == (ulong)vcpu + 1;

    // What other vCPUs do with these words makes no difference: whether a vCPU holds a lock is in its own steps.
    private string? OutOfOrder(ReadOnlySpan<ulong> memory, int vcpu, Address word, WordRule.Lock rule)
    {
        for (var index = 0; rule.Rank > 0 && index < rules.Length; index++)
        {
            if (rules[index] is WordRule.Lock other && other.Rank >= rule.Rank && Holds(memory, vcpu, new Address(index)))
            {
                return $"vcpu{vcpu} takes '{NameOf(word)}' out of order: it holds '{NameOf(new Address(index))}'";
            }
        }

        return null;
    }

    private static bool IsPermitted(ReadOnlySpan<ulong> memory, int vcpu, Operation operation, WordRule.Guarded rule)
    {
        var reads = operation.Kind == OperationKind.Load;
        foreach (var @lock in rule.Locks)
        {
            if (Holds(memory, vcpu, @lock) == reads)
            {
                return reads; // one that is held is enough to read, one that is not is enough to keep from writing
            }
        }

        return !reads;
    }

    private string Missing(ReadOnlySpan<ulong> memory, int vcpu, Operation operation, WordRule.Guarded rule)
    {
        var missing = new List<string>();
        foreach (var @lock in rule.Locks)
        {
            if (!Holds(memory, vcpu, @lock))
            {
                missing.Add($"'{NameOf(@lock)}', which {Holder(memory, @lock)}");
            }
        }

        return operation.Kind == OperationKind.Load
            ? $"vcpu{vcpu} reads '{NameOf(operation.Address)}' and holds none of its locks: {string.Join("; ", missing)}"
            : $"vcpu{vcpu} writes '{NameOf(operation.Address)}' without {string.Join("; and without ", missing)}";
    }

    private static string Holder(ReadOnlySpan<ulong> memory, Address @lock) =>
        memory[@lock.Index] == 0 ? "is free" : $"vcpu{memory[@lock.Index] - 1} holds";

    private void Require(Address word, WordRule.Guarded rule)
    {
        if (rule.Locks.Length == 0)
        {
            throw new ArgumentException($"'{NameOf(word)}' is guarded by no lock: name at least one.", nameof(rule));
        }

        foreach (var @lock in rule.Locks)
        {
            if (this[@lock] is not WordRule.Lock)
            {
                throw new ArgumentException($"{@lock} is to guard '{NameOf(word)}' and is not declared as a lock.", nameof(rule));
            }
        }

        if (rule.While is { } condition)
        {
            if (this[condition.Word] is not WordRule.Guarded { While: null } decider || !rule.Locks.All(decider.Locks.Contains))
            {
                throw new ArgumentException(
                    $"{condition.Word} decides about '{NameOf(word)}', so it must always be guarded by the same locks, at least.",
                    nameof(rule));
            }
        }
    }
}
