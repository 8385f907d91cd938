using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.SelfComposition;

/// <summary>
/// Decides which steps of one vCPU in two executions are taken together, which alone, and which show the observer a difference.
/// <see cref="TwoLanes"/> says why that is complete.
/// </summary>
/// <param name="left">The left execution.</param>
/// <param name="right">The right execution.</param>
/// <param name="into">Receives the steps.</param>
/// <param name="isSequential">
/// The reduction for one vCPU: private steps of the two executions commute and no other step comes in between, so only left-first is
/// explored, and every pair from which both continue together is still reached. If the left execution continues alone for ever, the
/// steps that this order misses are met with the roles of the two executions exchanged.
/// </param>
internal sealed class Pairing(Lane left, Lane right, IPairs into, bool isSequential = false)
{
    /// <summary>Pairs the steps of a vCPU.</summary>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="ofLeft">Its steps in the left execution.</param>
    /// <param name="ofRight">Its steps in the right execution.</param>
    public void Pair(int vcpu, Range ofLeft, Range ofRight)
    {
        var (one, other) = (left.PendingOf(vcpu), right.PendingOf(vcpu));
        var isPrivate = (one is not null && left.Of(one) == Visibility.Private, other is not null && right.Of(other) == Visibility.Private);
        var isLeaving = isPrivate.Item1 && TakePrivately(left, ofLeft, isLeft: true);
        if (isPrivate.Item2 && !(isSequential && isPrivate.Item1 && !isLeaving))
        {
            TakePrivately(right, ofRight, isLeft: false);
        }

        if (isLeaving && one == other)
        {
            TakeReleased(one!, ofLeft, ofRight);
        }

        if (isPrivate is (true, true) || (one is null && other is null))
        {
            return;
        }

        if (isPrivate is (true, _) or (_, true))
        {
            // The execution that is not private waits for the one that is.
            Wait(isPrivate.Item1 ? default : ofLeft, isPrivate.Item2 || isSequential ? default : ofRight);
        }
        else if (one is not null && other is not null && IsSamePlace(one, other))
        {
            TakeTogether(vcpu, one, ofLeft, ofRight);
        }
        else
        {
            TakeApart(vcpu, one, ofLeft, other, ofRight);
        }
    }

    /// <summary>Whether a step is unobservable.</summary>
    public static bool IsUnseen(Lane lane, int step) =>
        lane.Of(lane.PendingOf(lane.Steps[step].Actor)!) == Visibility.Hidden && lane.Heard(step).Count == 0;

    /// <summary>Whether the only step of a vCPU is a common one that is unobservable except for its events.</summary>
    public bool IsInTransit(Operation? one, Operation? other) =>
        one is not null && (one.Kind.IsAccess() || one.Kind.IsMaintenance() || one.Kind is OperationKind.Fence or OperationKind.FlushCaches)
        && other is not null && left.Of(one) == Visibility.Hidden && IsSamePlace(one, other);

    // Whether there is a step that leaves private memory: the other execution may reach the same step.
    private bool TakePrivately(Lane lane, Range steps, bool isLeft)
    {
        var isLeaving = false;
        for (var step = steps.Start.Value; step < steps.End.Value; step++)
        {
            if (lane.Heard(step).Count > 0)
            {
                throw new UnsupportedStateException(
                    $"private code remarks something after {lane.PendingOf(lane.Steps[step].Actor)!.Site}. Remarks are heard by the " +
                    "observer: make the remark after an operation that is not private.");
            }

            var (one, other) = (isLeft ? step : (int?)null, isLeft ? (int?)null : step);
            var reach = lane.LeadsTo(step);
            if (reach == Visibility.Released)
            {
                into.AddReleased(one, other, lane.PendingOf(lane.Steps[step].Actor)!);
                isLeaving = true;
            }
            else
            {
                into.Add(one, other, reach == Visibility.Private ? null : Escape(lane, lane.Steps[step]));
            }
        }

        return isLeaving;
    }

    // The same access leaves private memory in both: they declassify the same, and are compared further.
    private void TakeReleased(Operation operation, Range ofLeft, Range ofRight)
    {
        for (var one = ofLeft.Start.Value; one < ofLeft.End.Value; one++)
        {
            for (var other = ofRight.Start.Value; other < ofRight.End.Value; other++)
            {
                if ((left.LeadsTo(one), right.LeadsTo(other)) == (Visibility.Released, Visibility.Released)
                    && IsSameOutcome(operation, one, other) && left.Steps[one].Result == right.Steps[other].Result)
                {
                    into.Uses(operation);
                    into.Add(one, other);
                }
            }
        }
    }

    private void TakeTogether(int vcpu, Operation operation, Range ofLeft, Range ofRight)
    {
        if (IsEmpty(ofLeft) || IsEmpty(ofRight))
        {
            Wait(ofLeft, ofRight); // one of them waits for a lock or an event that the other has
            return;
        }

        var areOutcomesFree = left.Of(operation) == Visibility.Hidden && Length(ofLeft) != Length(ofRight);
        for (var one = ofLeft.Start.Value; one < ofLeft.End.Value; one++)
        {
            var isMet = false;
            for (var other = ofRight.Start.Value; other < ofRight.End.Value; other++)
            {
                if (areOutcomesFree || IsSameOutcome(operation, one, other))
                {
                    isMet = true;
                    Take(vcpu, operation, one, other);
                }
            }

            if (!isMet)
            {
                into.Add(one, null, OnlyOne(vcpu, operation, left.Steps[one], "left"));
            }
        }

        for (var other = ofRight.Start.Value; !areOutcomesFree && other < ofRight.End.Value; other++)
        {
            var isMet = false;
            for (var one = ofLeft.Start.Value; one < ofLeft.End.Value; one++)
            {
                isMet |= IsSameOutcome(operation, one, other);
            }

            if (!isMet)
            {
                into.Add(null, other, OnlyOne(vcpu, operation, right.Steps[other], "right"));
            }
        }
    }

    private void Take(int vcpu, Operation operation, int one, int other)
    {
        var visibility = left.Of(operation);
        var (first, second) = (left.Steps[one].Result, right.Steps[other].Result);
        if (visibility == Visibility.Released)
        {
            into.Uses(operation);
            if (first != second)
            {
                into.AddReleased(one, other, operation);
                return;
            }
        }

        var difference = visibility == Visibility.Seen && first != second
                ? Difference(
                    $"vcpu{vcpu} is answered {Word.Text(first)} in one execution and {Word.Text(second)} in the other, at {operation.Site}",
                    new ExecutionsDiffer([first], [second]))
            : visibility == Visibility.Seen && left.Tells(one) != right.Tells(other)
                ? Difference($"vcpu{vcpu} can tell one execution from the other by how long its access takes, at {operation.Site}")
            : null;
        into.Add(one, other, difference ?? Unheard(one, other));
    }

    // The two executions stand at different places: each continues alone while its steps are unobservable.
    private void TakeApart(int vcpu, Operation? one, Range ofLeft, Operation? other, Range ofRight)
    {
        var isLeftSeen = TakeUnseen(left, ofLeft, isLeft: true);
        if (isSequential && !isLeftSeen && !IsEmpty(ofLeft))
        {
            return;
        }

        var isRightSeen = TakeUnseen(right, ofRight, isLeft: false);
        if (isLeftSeen && isRightSeen)
        {
            Compare(vcpu, one!, ofLeft, other!, ofRight);
        }
        else
        {
            Wait(isLeftSeen ? ofLeft : default, isRightSeen ? ofRight : default, areUnseenTaken: true);
        }
    }

    // Takes the unobservable steps; returns whether there is an observable one.
    private bool TakeUnseen(Lane lane, Range steps, bool isLeft)
    {
        var isSeen = false;
        for (var step = steps.Start.Value; step < steps.End.Value; step++)
        {
            if (IsUnseen(lane, step))
            {
                into.Add(isLeft ? step : null, isLeft ? null : step);
            }
            else
            {
                isSeen = true;
            }
        }

        return isSeen;
    }

    private void Wait(Range ofLeft, Range ofRight, bool areUnseenTaken = false)
    {
        for (var step = ofLeft.Start.Value; step < ofLeft.End.Value; step++)
        {
            if (!areUnseenTaken || !IsUnseen(left, step))
            {
                into.Wait(step, null);
            }
        }

        for (var step = ofRight.Start.Value; step < ofRight.End.Value; step++)
        {
            if (!areUnseenTaken || !IsUnseen(right, step))
            {
                into.Wait(null, step);
            }
        }
    }

    // Operations at different places can have equal events only.
    private void Compare(int vcpu, Operation one, Range ofLeft, Operation other, Range ofRight)
    {
        if (left.Of(one) != Visibility.Hidden || right.Of(other) != Visibility.Hidden)
        {
            into.Add(
                ofLeft.Start.Value,
                ofRight.Start.Value,
                Difference($"vcpu{vcpu} is at {one.Site} in one execution and at {other.Site} in the other"));
            return;
        }

        for (var step = ofLeft.Start.Value; step < ofLeft.End.Value; step++)
        {
            for (var against = ofRight.Start.Value; against < ofRight.End.Value; against++)
            {
                if (left.Heard(step).Count > 0 && right.Heard(against).Count > 0)
                {
                    into.Add(step, against, Unheard(step, against));
                }
            }
        }
    }

    private Violation? Unheard(int one, int other)
    {
        var (first, second) = (left.Heard(one), right.Heard(other));
        return first.SequenceEqual(second) ? null : Difference(
            $"what is answered in one execution is {TextOf(first)}, and in the other {TextOf(second)}",
            new ExecutionsDiffer([.. first.Select(note => note.Value)], [.. second.Select(note => note.Value)]));
    }

    private bool IsSameOutcome(Operation operation, int one, int other)
    {
        var (first, second) = (left.Steps[one], right.Steps[other]);
        return operation.Kind switch
        {
            OperationKind.Choose => first.Result == second.Result,
            OperationKind.GuestLoad or OperationKind.GuestStore or OperationKind.GuestFetch =>
                first.Reached == second.Reached && (first.Reached > 0 || first.Result == second.Result),
            OperationKind.WakeOne => first.Choice == second.Choice,
            _ => true,
        };
    }

    // Internal operations may have different operands, as when a private value is moved.
    private bool IsSamePlace(Operation one, Operation other) => one == other
        || (left.Of(one) == Visibility.Hidden && one with { Operand = other.Operand, Expected = other.Expected } == other);

    private static string TextOf(IReadOnlyList<Note> heard) => heard.Count == 0
        ? "nothing"
        : string.Join(", ", heard.Select(note => $"'{note.Name}' with {Word.Text(note.Value)}"));

    private static Violation OnlyOne(int vcpu, Operation operation, Successor step, string where) => Difference(
        $"vcpu{vcpu} {(step.Reached > 0 ? $"reaches word {step.Reached - 1}" : $"is answered {Word.Text(step.Result)}")} " +
        $"in the {where} execution only, at {operation.Site}");

    private static Violation Escape(Lane lane, Successor step) => Difference(
        $"a private access of vcpu{step.Actor} to {Word.Text(lane.PendingOf(step.Actor)!.Operand)} " +
        $"{(step.Reached > 0 ? $"reaches word {step.Reached - 1}" : "faults")} where others are and the victim was not told so, " +
        $"at {lane.PendingOf(step.Actor)!.Site}");

    /// <summary>A violation of confidentiality.</summary>
    public static Violation Difference(string message, ExecutionsDiffer? evidence = null) =>
        new(ViolationKind.Confidentiality, "confidentiality", message) { Evidence = evidence };

    private static bool IsEmpty(Range range) => range.Start.Value == range.End.Value;

    private static int Length(Range range) => range.End.Value - range.Start.Value;
}
