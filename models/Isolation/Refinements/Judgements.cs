using System.Collections.Concurrent;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Ghosts;
using Interlock.Isolation.Idealized.Calls;
using Interlock.Isolation.Specifications;
using Interlock.Isolation.Structures;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Refinements;

/// <summary>What the specification says of effects; what has been asked before costs one look-up.</summary>
[Stateless("Remembered answers, which follow from what was asked.")]
internal sealed class Judgements(Ghost ghost, Effects effects, Specification specification)
{
    private readonly ConcurrentDictionary<Question, CallJudgement> answers = new();
    private readonly IdealizedCalls idealized = new(ghost.Map.Configuration);

    /// <summary>
    /// Why a call may not have had its effects: by the idealized platform, by the specification, by both; nothing if it may.
    /// </summary>
    /// <param name="record">The <see cref="CallRecord"/>'s value.</param>
    /// <param name="cpu">Who made it.</param>
    /// <param name="done">The number of its effects.</param>
    /// <param name="before">The CPU's word of its loaded vCPU before.</param>
    /// <param name="after">The same, after.</param>
    public CallJudgement OfCall(ulong record, int cpu, int done, ulong before, ulong after)
    {
        var question = new Question(record, cpu, done, before, after);
        if (!answers.TryGetValue(question, out var answer))
        {
            var call = CallRecord.Of(record);
            var moves = false;
            var objections = Ask(question, (held, seen) =>
            {
                moves = IdealizedCalls.ActionsOf(call, held, seen).Any();
                return
                [
                    .. Objections(
                        IdealizedCalls.Property,
                        idealized.Objection(call, held, seen) is { } message
                            ? new Flaw(message, new CallEvidence(call, held.Loaded, Rows.Of(Things.Of(call, held))))
                            : null),
                    .. Objections(Refinement.Name, specification.Judge(call, cpu, held, seen)),
                ];
            });
            answer = new(
                objections, call.Succeeded && effects[done].Values.Any(effect => effect.Before != effect.After), moves);
            answers.TryAdd(question, answer);
        }

        return answer;
    }

    /// <summary>Why a CPU may not have come to the barrier as it did; nothing if it may.</summary>
    /// <param name="done">The number of its effects.</param>
    /// <param name="loaded">The CPU's word of its loaded vCPU.</param>
    /// <param name="rolled">Whether it comes for the second time: the rollover is done.</param>
    public IReadOnlyList<Objection> OfMeeting(int done, ulong loaded, bool rolled) => done == 0 ? [] : Ask(
        new Question(0, 0, done, loaded, loaded),
        (held, seen) => Objections(
            Refinement.Name, rolled ? specification.JudgeRollover(held, seen) : specification.JudgeAsking(held, seen)));

    private static IReadOnlyList<Objection> Objections(string property, Flaw? finding) =>
        finding is null ? [] : [new(property, finding.Message, finding.Evidence)];

    private IReadOnlyList<Objection> Ask(Question question, Func<Components, Components, IReadOnlyList<Objection>> judge)
    {
        var perVm = ghost.Map.Configuration.VcpusPerVm;
        var none = Rows.Repeat(default(Known<VmState>), ghost.Map.Configuration.Vms);
        var held = new Components(null, null, none, LoadedVcpu.Read(question.LoadedBefore, perVm));
        var seen = new Components(null, null, none, LoadedVcpu.Read(question.LoadedAfter, perVm));
        var last = new Dictionary<Component, int>();
        foreach (var effect in effects[question.Effects].Values)
        {
            if (!last.TryGetValue(effect.Component, out var left))
            {
                held = With(held, effect.Component, effect.Before);
            }
            else if (left != effect.Before)
            {
                return Objections(
                    Refinement.Name,
                    new Flaw(
                        $"{effect.Component} was released and taken again within one call, and others came in between",
                        new TakenTwice(effect.Component)));
            }

            last[effect.Component] = effect.After;
            seen = With(seen, effect.Component, effect.After);
        }

        return judge(held, seen);
    }

    private Components With(Components components, Component component, int number) =>
        component == Component.Table ? components with { Table = ghost.Table(number) }
        : component == Component.Host ? components with { Host = ghost.Host(number) }
        : components.With(component.VmIndex, ghost.Vm(component.VmIndex, number)!);

    /// <summary>What is said of a call.</summary>
    /// <param name="Objections">Why it may not have had its effects; empty if it may.</param>
    /// <param name="IsChange">Whether it succeeded and changed a component.</param>
    /// <param name="IsMove">Whether the idealized platform takes a step for it: a page has come to another owner.</param>
    public sealed record CallJudgement(IReadOnlyList<Objection> Objections, bool IsChange, bool IsMove);

    private readonly record struct Question(ulong Record, int Cpu, int Effects, ulong LoadedBefore, ulong LoadedAfter);
}
