namespace Interlock.CoyoteTests.Models.Lanes;

/// <summary>Everything that can be seen of a random program, without anything of the explorer.</summary>
internal sealed class RandomSights(RandomLanes program)
{
    private const string Left = "leaves its memory";

    // As many states as one vCPU has at most: after so many steps it goes round in a loop.
    private const int States = 1024;

    /// <summary>
    /// Whether what is seen of one vCPU depends on the secret. It may where something else is released: where one execution tells another
    /// value than the other, and where one accesses what is not its own and the other does not.
    /// </summary>
    public bool LeaksOfOne()
    {
        var (one, other) = (SightsOfOne(0), SightsOfOne(1));
        var same = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        var (next, against) = (one.ElementAtOrDefault(same), other.ElementAtOrDefault(same));
        return next != against && next != Left && against != Left && !(IsTold(next) && IsTold(against) && next![..^1] == against![..^1]);
    }

    /// <summary>
    /// Every sequence of at most <paramref name="most"/> observations for a given secret bit, with the vCPUs of which more can be
    /// observed after it, in each state that it can end in.
    /// </summary>
    public HashSet<string> All(int secret, int most)
    {
        var (all, visible) = (new HashSet<string>(), new Dictionary<State, int>());
        var visited = new HashSet<(State, string)>();
        var waiting = new Stack<(State State, string Seen, int Count)>([(new State(secret, 0, 0), string.Empty, 0)]);
        while (waiting.TryPop(out var at))
        {
            if (!visited.Add((at.State, at.Seen)))
            {
                continue;
            }

            all.Add($"{at.Seen}; then {Visible(at.State, visible)}");
            for (var vcpu = 0; vcpu < program.Vcpus.Length; vcpu++)
            {
                if (After(at.State, vcpu) is ({ } next, var sight) && (sight is null || at.Count < most))
                {
                    waiting.Push((next, sight is null ? at.Seen : $"{at.Seen}; {sight}", sight is null ? at.Count : at.Count + 1));
                }
            }
        }

        return all;
    }

    // All of it, or as much as tells it from what is not the same.
    private List<string> SightsOfOne(int secret)
    {
        var (state, sights, silent) = (new State(secret, 0, 0), new List<string>(), 0);
        while (silent < States && sights.Count < 2 * States && After(state, 0) is ({ } next, var sight))
        {
            (state, silent) = (next, sight is null ? silent + 1 : 0);
            sights.AddRange(sight is null ? [] : [sight]);
        }

        return sights;
    }

    private static bool IsTold(string? sight) => sight?.Contains("tells", StringComparison.Ordinal) ?? false;

    // Of which vCPUs something can be seen from here on.
    private int Visible(State from, Dictionary<State, int> known)
    {
        if (known.TryGetValue(from, out var visible))
        {
            return visible;
        }

        var reached = new HashSet<State> { from };
        var waiting = new Stack<State>(reached);
        while (waiting.TryPop(out var state))
        {
            for (var vcpu = 0; vcpu < program.Vcpus.Length; vcpu++)
            {
                if (After(state, vcpu) is ({ } next, var sight))
                {
                    visible |= sight is null ? 0 : 1 << vcpu;
                    if (reached.Add(next))
                    {
                        waiting.Push(next);
                    }
                }
            }
        }

        known[from] = visible;
        return visible;
    }

    // A step of a vCPU, and what is seen of it; none if the vCPU has ended, or waits.
    private (State? Next, string? Sight) After(State state, int vcpu)
    {
        var (at, accumulator) = state.PlaceOf(vcpu);
        if (at == program.Vcpus[vcpu].Length)
        {
            return (null, null);
        }

        var line = program.Vcpus[vcpu][at];
        var word = RandomLanes.FirstPublic + line.Word;
        var eventOf = RandomLanes.Lock + 1 + vcpu;
        var next = line.Act == Act.JumpIfZero && accumulator == 0 ? line.Target : at + 1;
        State Goes(int value) => state.At(vcpu, next, value);
        State Writes(int to, int value) => Goes(accumulator).With(to, value);
        var (asleepOf, wokenOf) = (RandomLanes.Lock + 3 + vcpu, RandomLanes.Lock + 5 + vcpu);
        State Wakes(int of) => IsAsleepOn(state, 1 - vcpu, of)
            ? Goes(accumulator).With(RandomLanes.Lock + 3 + 1 - vcpu, 0).With(RandomLanes.Lock + 5 + 1 - vcpu, 1)
            : Goes(accumulator);
        return line.Act switch
        {
            Act.Leave => (Goes(accumulator), Left),
            Act.Tell => (Goes(accumulator), $"{vcpu} tells {line.Word}: {state[word]}"),
            Act.LoadSecret => (Goes(state[RandomLanes.Secrets]), null),
            Act.StoreSecret => (Writes(RandomLanes.Secrets, accumulator), null),
            Act.Load => (Goes(state[word]), null),
            Act.Store => (Writes(word, accumulator), null),
            Act.StoreConstant => (Writes(word, 1), null),
            Act.See => (Goes(state[word]), $"{vcpu} sees {line.Word}: {state[word]}"),
            Act.Remark => (Goes(accumulator), $"{vcpu} remarks {accumulator}"),
            Act.Acquire => (state[RandomLanes.Lock] == 0 ? Writes(RandomLanes.Lock, 1) : null, null),
            Act.Release => (Writes(RandomLanes.Lock, 0), null),
            Act.Await => (state[eventOf] == 1 ? Writes(eventOf, 0) : null, null),
            Act.Signal => (Goes(accumulator).With(RandomLanes.Lock + 1, 1).With(RandomLanes.Lock + 2, 1), null),
            Act.JumpIfZero => (Goes(accumulator), null),
            Act.Sleep when state[wokenOf] == 1 => (Writes(wokenOf, 0), $"{vcpu} is awake"),
            Act.Sleep when state[asleepOf] == 1 => (null, null),
            Act.Sleep => state[word] == 0 ? (state.With(asleepOf, 1), null) : (Goes(accumulator), $"{vcpu} is awake"),
            Act.WakeByValue => (Wakes(accumulator), null),
            Act.WakeAll => (Wakes(line.Word), null),
            _ => throw new InvalidOperationException(),
        };
    }

    private bool IsAsleepOn(State state, int vcpu, int word) =>
        state[RandomLanes.Lock + 3 + vcpu] == 1 && program.Vcpus[vcpu][state.PlaceOf(vcpu).At].Word == word;

    // Memory, a bit a word: the secret, what is public, the lock, the events, who sleeps, who is woken. A place is a line and the
    // accumulator.
    private sealed record State(int Memory, int First, int Second)
    {
        public int this[int word] => (Memory >> word) & 1;

        public State With(int word, int value) => this with { Memory = (Memory & ~(1 << word)) | (value << word) };

        public (int At, int Accumulator) PlaceOf(int vcpu) => ((vcpu == 0 ? First : Second) >> 1, (vcpu == 0 ? First : Second) & 1);

        public State At(int vcpu, int at, int accumulator) =>
            vcpu == 0 ? this with { First = (at << 1) | accumulator } : this with { Second = (at << 1) | accumulator };
    }
}
