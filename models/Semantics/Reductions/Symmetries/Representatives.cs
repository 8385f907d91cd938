using System.Runtime.CompilerServices;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Reductions.Symmetries;

/// <summary>
/// Replaces a state by the representative of its orbit: the image whose words come first in the order of <see cref="Symmetry.Key"/>.
/// States that a monitor or the symmetry does not admit stay as they are.
/// </summary>
[Stateless("The search's own: no code that is explored has it.", IsOfSearch = true)]
internal sealed class Representatives
{
    private const int None = -1;

    private readonly Symmetry symmetry;
    private readonly RenamedCode code;
    private readonly (PropertyMonitor Monitor, int StateBase)[] monitors;
    private readonly int[] words;
    private readonly int[][] vcpusFrom; // by renaming and vCPU: which vCPU becomes it
    private readonly int memoryWords;
    private readonly int ownWords;
    private readonly int localBase;
    private readonly int waitBase;
    private readonly int vcpus;
    private readonly bool hasWaits;
    private readonly ConditionalWeakTable<Expansion, FoundRenamings> foundBy = []; // an expansion is one worker's

    /// <summary>Representatives of a program's states.</summary>
    /// <param name="symmetry">The permutations.</param>
    /// <param name="program">The program.</param>
    /// <param name="code">Its code.</param>
    /// <param name="monitors">Its monitors that have a state, with the positions of their words.</param>
    /// <param name="ownWords">The number of the machine's own words.</param>
    /// <param name="localBase">The position of the first vCPU's continuation.</param>
    /// <param name="waits">The number of words after the continuations, one per vCPU or none; each is zero or a word plus one.</param>
    /// <exception cref="UnsupportedStateException">The program demands a property that is not symmetric.</exception>
    public Representatives(
        Symmetry symmetry,
        ConcurrentProgram program,
        RenamedCode code,
        (PropertyMonitor Monitor, int StateBase)[] monitors,
        int ownWords,
        int localBase,
        int waits)
    {
        (this.symmetry, this.code, this.monitors, this.ownWords, this.localBase) = (symmetry, code, monitors, ownWords, localBase);
        (memoryWords, vcpus, hasWaits) = (program.Words.Count, program.Vcpus.Count, waits > 0);
        waitBase = localBase + vcpus;
        words = [.. symmetry.Words];
        vcpusFrom = new int[symmetry.Count][];
        for (var renaming = 0; renaming < symmetry.Count; renaming++)
        {
            vcpusFrom[renaming] = new int[vcpus];
            for (var vcpu = 0; vcpu < vcpus; vcpu++)
            {
                vcpusFrom[renaming][symmetry.VcpuOf(renaming, vcpu)] = vcpu;
            }
        }

        Require(program);
    }

    /// <summary>Replaces the successors of a state by their representatives.</summary>
    public void Replace(Expansion into)
    {
        var found = foundBy.GetOrCreateValue(into);
        for (var successor = 0; successor < into.Count; successor++)
        {
            if (into[successor].Violation is null && !into.IsLoop(successor))
            {
                Replace(into, successor, found);
            }
        }
    }

    /// <summary>The permutation that leads from a state to its representative; negative if the state is its own representative.</summary>
    public int Find(ReadOnlySpan<ulong> state)
    {
        if (!symmetry.Admits(state[..(memoryWords + ownWords)]))
        {
            return None;
        }

        foreach (var (monitor, first) in monitors)
        {
            if (!monitor.IsRenamable(state.Slice(first, monitor.StateWords)))
            {
                return None;
            }
        }

        RequireIndifferent(state);

        // Keys of the best image so far, as many as were looked at.
        Span<ulong> best = stackalloc ulong[words.Length + (2 * vcpus)];
        var (found, filled) = (0, 0);
        for (var renaming = 1; renaming < vcpusFrom.Length; renaming++)
        {
            if (!CanRename(renaming, state))
            {
                continue;
            }

            for (var position = 0; position < best.Length; position++)
            {
                if (position == filled)
                {
                    best[filled++] = KeyAt(found, state, position);
                }

                var key = KeyAt(renaming, state, position);
                if (key != best[position])
                {
                    if (key < best[position])
                    {
                        (best[position], filled, found) = (key, position + 1, renaming);
                    }

                    break;
                }
            }
        }

        return found;
    }

    /// <summary>Whether the code of a state has an image under a permutation.</summary>
    public bool CanRename(int renaming, ReadOnlySpan<ulong> state)
    {
        for (var vcpu = 0; renaming > 0 && vcpu < vcpus; vcpu++)
        {
            if (CodeOf(renaming, state, vcpu) is null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes the image of a state under a permutation that the state admits.</summary>
    public void Rename(int renaming, ReadOnlySpan<ulong> state, Span<ulong> image)
    {
        state.CopyTo(image);
        foreach (var word in words)
        {
            image[word] = symmetry.Image(renaming, state, word);
        }

        foreach (var (monitor, first) in monitors)
        {
            var memory = new Memory(image[..memoryWords], image.Slice(memoryWords, ownWords));
            monitor.Rename(symmetry, renaming, memory, image.Slice(first, monitor.StateWords));
        }

        for (var vcpu = 0; vcpu < vcpus; vcpu++)
        {
            var from = vcpusFrom[renaming][vcpu];
            image[localBase + vcpu] = CodeOf(renaming, state, from)!.Id;
            if (hasWaits)
            {
                image[waitBase + vcpu] = WaitedFor(renaming, state, from);
            }
        }
    }

    /// <summary>Adds the permutation that a step applied to the text of the step.</summary>
    /// <param name="transition">The step.</param>
    /// <param name="whole">The successors of the state before their replacement.</param>
    /// <param name="successor">The index of the successor.</param>
    public Transition Note(Transition transition, Expansion whole, int successor)
    {
        if (whole[successor].Violation is not null || whole.IsLoop(successor) || Find(whole.State(successor)) is not (> 0 and var renaming))
        {
            return transition;
        }

        var note = $"renamed: {symmetry.Text(renaming)}";
        return transition.Further.Count == 0
            ? transition with { Notes = [.. transition.Notes, note] }
            : transition with
            {
                Further =
                [
                    .. transition.Further.SkipLast(1),
                    transition.Further[^1] with { Notes = [.. transition.Further[^1].Notes, note] },
                ],
            };
    }

    private void Replace(Expansion into, int successor, FoundRenamings found)
    {
        var state = into.State(successor);
        var fingerprint = into[successor].Low ^ into[successor].High;
        if (found[fingerprint] is not { } renaming || !(renaming == None || CanRename(renaming, state)))
        {
            renaming = Find(state);
            found[fingerprint] = renaming;
        }

        if (renaming == None)
        {
            return;
        }

        Span<ulong> image = stackalloc ulong[state.Length];
        Rename(renaming, state, image);
        for (var position = 0; position < image.Length; position++)
        {
            if (image[position] != into.State(successor)[position])
            {
                into.Rewrite(successor, position, image[position]);
            }
        }
    }

    private ulong KeyAt(int renaming, ReadOnlySpan<ulong> state, int position)
    {
        if (position < words.Length)
        {
            return symmetry.Key(words[position], symmetry.Image(renaming, state, words[position]));
        }

        var vcpu = position - words.Length;
        if (vcpu < vcpus)
        {
            return CodeOf(renaming, state, vcpusFrom[renaming][vcpu])!.Hash;
        }

        return hasWaits ? WaitedFor(renaming, state, vcpusFrom[renaming][vcpu - vcpus]) : 0;
    }

    private ulong WaitedFor(int renaming, ReadOnlySpan<ulong> state, int vcpu) => state[waitBase + vcpu] is > 0 and var word
        ? (ulong)symmetry.WordOf(renaming, new Address((int)word - 1)).Index + 1
        : 0;

    private LocalState? CodeOf(int renaming, ReadOnlySpan<ulong> state, int vcpu) =>
        code.Of(code[state[localBase + vcpu]], renaming, vcpu);

    private void RequireIndifferent(ReadOnlySpan<ulong> state)
    {
        var indifferent = symmetry.Indifferent(state[..(memoryWords + ownWords)]);
        if (indifferent.IsEmpty)
        {
            return;
        }

        Span<ulong> same = stackalloc ulong[state.Length];
        Span<ulong> image = stackalloc ulong[state.Length];
        Rename(0, state, same);
        foreach (var renaming in indifferent)
        {
            var canRename = CanRename(renaming, state);
            if (canRename)
            {
                Rename(renaming, state, image);
            }

            if (!canRename || !image.SequenceEqual(same))
            {
                throw new UnsupportedStateException(
                    $"'{symmetry.Text(renaming)}' makes a difference in a state in which code may choose between the two by their " +
                    "numbers. Explore it without a symmetry.");
            }
        }
    }

    private void Require(ConcurrentProgram program)
    {
        if (program.SpeaksOfFairness)
        {
            throw new UnsupportedStateException(
                "names cannot be exchanged where MustRespond or MustRecur is demanded: who is fair has a name. Explore that property " +
                "without a symmetry.");
        }

        if (program.Words.FirstOrDefault(word => word.IsEventCount) is { } count)
        {
            throw new UnsupportedStateException(
                $"names cannot be exchanged where there is an event count, as '{count.Name}': whose reading is old has a name. Explore " +
                "it " +
                "without a symmetry.");
        }

        for (var vcpu = 0; vcpu < vcpus; vcpu++)
        {
            var others = vcpusFrom.Select(from => from[vcpu]).Where(other => other != vcpu).ToList();
            if (program.RequiresProgress && others.Count > 0)
            {
                throw new UnsupportedStateException(
                    "vCPUs cannot be exchanged where MustProgress is demanded: it is each vCPU's own. Explore that property without a " +
                    "symmetry of vCPUs.");
            }

            if (others.Any(other => program.Vcpus[other] != program.Vcpus[vcpu]))
            {
                throw new ArgumentException("vCPUs that run different code are not alike.", nameof(program));
            }
        }
    }
}
