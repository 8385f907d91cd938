using System.Collections.Immutable;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.CoyoteTests.Combined;

/// <summary>What is demanded of a <see cref="MixedProgram"/>.</summary>
/// <param name="Order">Of the monitor, by its state, the event and the vCPU: the next state, or one too many if it objects; null for no
/// monitor.</param>
/// <param name="Always">That the first two words are never both this; null for nothing.</param>
/// <param name="Finally">That the first word is not this in the end; null for nothing.</param>
/// <param name="Progress">0: nothing; 1: that all can finish; 2: or make the first event again.</param>
/// <param name="Recurs">On which executions the first word is zero again and again; null for nothing.</param>
/// <param name="RecursNote">On which executions the first event is made again and again; null for nothing.</param>
/// <param name="Responds">On which executions the first event of a vCPU is followed by its second one; null for nothing.</param>
/// <param name="MustSee">Whether the third event must be seen.</param>
internal sealed record Demands(
    ImmutableArray<int>? Order,
    ulong? Always,
    ulong? Finally,
    int Progress,
    Fairness? Recurs,
    Fairness? RecursNote,
    Fairness? Responds,
    bool MustSee)
{
    public bool SpeakOfFairness => Recurs is not null || RecursNote is not null || Responds is not null;
}

/// <summary>In which way a <see cref="MixedProgram"/> is explored.</summary>
/// <param name="Merges">Whether lock regions are merged.</param>
/// <param name="Exchanges">0: no names are exchanged; 1: those of the two named words; 2: those of vCPUs too.</param>
internal readonly record struct Reductions(bool Merges, int Exchanges);

/// <summary>A small program with everything that programs can have, drawn at random: as lines for each vCPU and as demands.</summary>
/// <param name="Initial">What each word holds at first.</param>
/// <param name="DeclaresLocks">Whether the locks are declared, and what they guard.</param>
/// <param name="Ranked">Whether the locks are taken in order only.</param>
/// <param name="Vcpus">The lines of each vCPU.</param>
/// <param name="Demands">What is demanded.</param>
internal sealed record MixedProgram(
    ImmutableArray<ulong> Initial, bool DeclaresLocks, bool Ranked, ImmutableArray<ImmutableArray<Line>> Vcpus, Demands Demands)
{
    // Two words of which nothing is said; one that lock A guards, one that both do; the locks; two words that have names; a word that
    // holds a name: 0 for none; one of the first vCPU's own.
    public const int Plain = 2;
    public const int ByA = 2;
    public const int ByBoth = 3;
    public const int LockA = 4;
    public const int LockB = 5;
    public const int Named = 6;
    public const int Name = 8;
    public const int Own = 9;
    public const int Words = 10;
    public const int MonitorStates = 3;

    /// <summary>The events.</summary>
    public static readonly ImmutableArray<string> Notes = ["a", "b", "c"];

    private static readonly string[] WordNames = ["x", "y", "g", "h", "lockA", "lockB", "named1", "named2", "holder", "own"];

    /// <summary>Where each word wraps.</summary>
    public static ulong Modulus(int word) => word is LockA or LockB ? 8UL : 3;

    /// <summary>What the environment may do for no reason.</summary>
    public Licences Licences { get; init; }

    /// <summary>Whether an attempt to take a lock that is held is no step.</summary>
    public bool LocksBlock => DeclaresLocks && !Demands.SpeakOfFairness;

    /// <summary>Whether nothing tells vCPUs apart.</summary>
    public bool VcpusAreAlike =>
        Demands.Progress == 0 && Vcpus.All(code => code.SequenceEqual(Vcpus[0]) && code.All(line => line.Word != Own || !UsesWord(line)))
        && (Demands.Order is not { } order || Enumerable.Range(0, order.Length).All(at => order[at] == order[at - (at % Vcpus.Length)]));

    /// <summary>The vCPU whose own word is used; negative if it is not.</summary>
    public int Owner => Vcpus.ToList().FindIndex(code => code.Any(line => line.Word == Own && UsesWord(line)));

    /// <summary>The program as the explorer knows programs.</summary>
    public ConcurrentProgram Build(Reductions reductions)
    {
        var program = new ConcurrentProgram();
        for (var word = 0; word < Words; word++)
        {
            program.Word(WordNames[word], Initial[word], Modulus(word));
        }

        if (Vcpus.All(code => code.SequenceEqual(Vcpus[0])))
        {
            var shared = Vcpus[0];
            program.Run(Vcpus.Length, cpu => MixedInterpreter.Run(cpu, shared));
        }
        else
        {
            foreach (var code in Vcpus)
            {
                program.Run(1, cpu => MixedInterpreter.Run(cpu, code));
            }
        }

        program.Allow(Licences);
        Declare(program);
        Demand(program);
        if (reductions.Merges)
        {
            program.MergeLockRegions();
        }

        if (reductions.Exchanges > 0)
        {
            program.ReduceBy(new MixedSymmetry(Vcpus.Length, exchangesVcpus: reductions.Exchanges > 1));
        }

        return program;
    }

    /// <summary>The same with its vCPUs in another order.</summary>
    public MixedProgram Reordered(int[] order) => this with
    {
        Vcpus = [.. order.Select(vcpu => Vcpus[vcpu])],
        Demands = Demands with
        {
            Order = Demands.Order is { } table
                ? [.. Enumerable.Range(0, table.Length).Select(at => table[at - (at % Vcpus.Length) + order[at % Vcpus.Length]])]
                : null,
        },
    };

    public override string ToString()
    {
        var locks = DeclaresLocks ? Ranked ? "ranked" : "declared" : "free";
        var text = new List<string> { $"initially {string.Join(' ', Initial)}; locks {locks}; allowed {Licences}; {Demands}" };
        if (Demands.Order is { } order)
        {
            text.Add($"order by state, remark and vCPU: {string.Join(' ', order)}");
        }

        for (var vcpu = 0; vcpu < Vcpus.Length; vcpu++)
        {
            text.Add($"vcpu{vcpu}:");
            text.AddRange(Vcpus[vcpu].Select((line, at) => $"    line{at}: {line.Text(word => WordNames[word])}"));
        }

        return string.Join('\n', text);
    }

    private static bool UsesWord(Line line) => line.Do is not (Do.Note or Do.Fence or Do.Choose) && !line.IsJump;

    private void Declare(ConcurrentProgram program)
    {
        if (!DeclaresLocks)
        {
            return;
        }

        var (a, b) = (new Address(LockA), new Address(LockB));
        program.Lock(a, Ranked ? 1 : 0);
        program.Lock(b, Ranked ? 2 : 0);
        program.Guard(new Address(ByA), a);
        program.Guard(new Address(ByBoth), a, b);
        if (Owner >= 0)
        {
            program.Private(new Address(Own), Owner);
        }
    }

    private void Demand(ConcurrentProgram program)
    {
        if (Demands.Order is { } order)
        {
            program.Watch(new MixedMonitor(order, Vcpus.Length));
        }

        if (Demands.Always is { } never)
        {
            program.Always("always", memory => memory[new Address(0)] != never || memory[new Address(1)] != never);
        }

        if (Demands.Finally is { } end)
        {
            program.Finally("finally", memory => memory[new Address(0)] != end);
        }

        if (Demands.Progress > 0)
        {
            program.MustProgress(Demands.Progress == 2 ? Notes[0] : null);
        }

        if (Demands.Recurs is { } recurs)
        {
            program.MustRecur("recurs", memory => memory[new Address(0)] == 0, recurs);
        }

        if (Demands.RecursNote is { } note)
        {
            program.MustRecur("recurs-note", Notes[0], note);
        }

        if (Demands.Responds is { } responds)
        {
            program.MustRespond("responds", Notes[0], Notes[1], responds);
        }

        if (Demands.MustSee)
        {
            program.MustSee(Notes[2]);
        }
    }
}
