using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Graphs;

/// <summary>
/// The states of a graph, divided into classes: those in which some facts are the same. Classes are numbered in the order of their
/// first states.
/// </summary>
public sealed class Grouping
{
    private const int LargestTable = 1 << 22;
    private readonly int[] classes;
    private readonly List<int> firsts = [];
    private readonly List<int> sizes = [];

    private Grouping(int[] classes)
    {
        this.classes = classes;
        for (var state = 0; state < classes.Length; state++)
        {
            if (classes[state] == firsts.Count)
            {
                firsts.Add(state);
                sizes.Add(0);
            }

            sizes[classes[state]]++;
        }
    }

    /// <summary>How many classes there are.</summary>
    public int Count => firsts.Count;

    /// <summary>How many states there are.</summary>
    public int States => classes.Length;

    /// <summary>The class of a state.</summary>
    public int this[int state] => classes[state];

    /// <summary>The first state of a class: none of it is nearer to the start.</summary>
    public int First(int group) => firsts[group];

    /// <summary>How many states a class has.</summary>
    public int Size(int group) => sizes[group];

    /// <summary>Divides the states by the values of some words.</summary>
    public static Grouping ByWords(ExploredGraph graph, IEnumerable<int> words)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(words);
        var (classes, count) = (new int[graph.Count], 1);
        foreach (var column in words.Distinct().Select(word => graph.Columns[word]).Where(column => column.Values.Count > 1))
        {
            count = Refine(classes, count, column.Code, column.Values.Count);
        }

        return new Grouping(classes);
    }

    /// <summary>Divides the states by the text of a fact, and says what the texts are.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="texts">The text of each class.</param>
    public static Grouping ByFact(ExploredGraph graph, Fact fact, out IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(fact);
        var words = ByWords(graph, fact.Words);
        var (codes, found) = (new Dictionary<string, int>(), new List<string>());
        var (codeOf, state) = (new int[words.Count], new ulong[graph.System.Width]);
        for (var group = 0; group < words.Count; group++)
        {
            graph.Read(words.First(group), state);
            var text = fact.Read(state);
            if (!codes.TryGetValue(text, out codeOf[group]))
            {
                codes.Add(text, codeOf[group] = found.Count);
                found.Add(text);
            }
        }

        texts = found;
        var classes = new int[graph.Count];
        for (var at = 0; at < classes.Length; at++)
        {
            classes[at] = codeOf[words[at]];
        }

        return new Grouping(classes);
    }

    /// <summary>Divides states by a text that is made for each.</summary>
    /// <param name="states">How many states there are.</param>
    /// <param name="text">The text of a state; there should be few different ones.</param>
    /// <param name="texts">The text of each class.</param>
    public static Grouping ByText(int states, Func<int, string> text, out IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (classes, codes, found) = (new int[states], new Dictionary<string, int>(), new List<string>());
        for (var state = 0; state < states; state++)
        {
            var made = text(state);
            if (!codes.TryGetValue(made, out classes[state]))
            {
                codes.Add(made, classes[state] = found.Count);
                found.Add(made);
            }
        }

        texts = found;
        return new Grouping(classes);
    }

    /// <summary>The classes of states that several groupings do not tell apart.</summary>
    /// <param name="states">How many states there are.</param>
    /// <param name="groupings">The groupings, of so many states each.</param>
    public static Grouping ByAll(int states, IEnumerable<Grouping> groupings)
    {
        ArgumentNullException.ThrowIfNull(groupings);
        var (classes, count) = (new int[states], 1);
        foreach (var grouping in groupings)
        {
            count = Refine(classes, count, state => grouping.classes[state], grouping.Count);
        }

        return new Grouping(classes);
    }

    // Numbers stay in the order of first states, whatever the numbers of the values are.
    private static int Refine(int[] classes, int count, Func<int, int> code, int codes)
    {
        var next = 0;
        if ((long)count * codes <= LargestTable)
        {
            var table = new int[count * codes];
            for (var state = 0; state < classes.Length; state++)
            {
                ref var known = ref table[(classes[state] * codes) + code(state)];
                known = known == 0 ? ++next : known;
                classes[state] = known - 1;
            }
        }
        else
        {
            var table = new Dictionary<(int Group, int Code), int>();
            for (var state = 0; state < classes.Length; state++)
            {
                var key = (classes[state], code(state));
                if (!table.TryGetValue(key, out var known))
                {
                    table.Add(key, known = next++);
                }

                classes[state] = known;
            }
        }

        return next;
    }
}
