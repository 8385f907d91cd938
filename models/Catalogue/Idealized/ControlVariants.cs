using Interlock.Isolation.Idealized;
using Interlock.Isolation.Structures;

namespace Interlock.Catalogue.Idealized;

/// <summary>Mutant: the OS is given control in the hypervisor's mode (P-29: what one level left is used at another).</summary>
internal sealed class ReturnsInSupervisorMode(Shape shape) : Platform(shape)
{
    protected override PlatformState Return(PlatformState state, int os) => base.Return(state, os) with { Mode = state.Mode };
}

/// <summary>Benign variant: the mode in which the OS asked is kept once more when it asks.</summary>
internal sealed class SavesModeWhenAsked(Shape shape) : Platform(shape)
{
    protected override PlatformState Hypercall(PlatformState state, int os) =>
        base.Hypercall(state.WithOs(os, state.Oses[os] with { Mode = state.Mode }), os);
}

/// <summary>Mutant: TLB and cache are not flushed when another OS gets the processor (K-09: no local TLBI on a switch).</summary>
internal sealed class SwitchesWithoutFlush(Shape shape) : Platform(shape)
{
    protected override PlatformState Switch(PlatformState state, int to) => base.Switch(state, to) with { Lines = state.Lines };
}

/// <summary>Benign variant: what TLB and cache hold is dropped line by line.</summary>
internal sealed class SwitchesDroppingLines(Shape shape) : Platform(shape)
{
    protected override PlatformState Switch(PlatformState state, int to)
    {
        var next = base.Switch(state, to) with { Lines = state.Lines };
        for (var va = 0; va < state.Lines.Count; va++)
        {
            next = next.WithLine(va, Line.Empty);
        }

        return next;
    }
}

/// <summary>Mutant: the OS that gets the processor finds the register of the one that had it (H-14: what is left is not cleared).</summary>
internal sealed class SwitchesKeepingRegister(Shape shape) : Platform(shape)
{
    protected override PlatformState Switch(PlatformState state, int to) =>
        base.Switch(state, to).WithOs(to, state.Oses[to] with { Register = state.Oses[state.Active].Register });
}

/// <summary>Benign variant: the register of the OS that loses the processor is saved once more.</summary>
internal sealed class SwitchesSavingRegister(Shape shape) : Platform(shape)
{
    protected override PlatformState Switch(PlatformState state, int to) =>
        base.Switch(state, to).WithOs(state.Active, state.Oses[state.Active]);
}

/// <summary>Mutant: whoever is answered, the requests of all are taken for answered (R-06: a state transition that is another's).</summary>
internal sealed class AnswersAll(Shape shape) : Platform(shape)
{
    protected override PlatformState Return(PlatformState state, int os) => base.Return(state, os) with
    {
        Oses = Rows.Of(state.Oses.Values.Select(other => other with { Asks = false })),
    };
}

/// <summary>Benign variant: the request that is answered is taken back before control is given.</summary>
internal sealed class AnswersFirst(Shape shape) : Platform(shape)
{
    protected override PlatformState Return(PlatformState state, int os) =>
        base.Return(state.WithOs(os, state.Oses[os] with { Asks = false }), os);
}

/// <summary>
/// Mutant: no page is pinned for an OS while the request of another one is open (R-06: the state of one decides about another). So an OS
/// is refused what it would be granted alone; nothing that is done is wrong.
/// </summary>
internal sealed class PinsOneAtATime(Shape shape) : Platform(shape)
{
    protected override ActionError Decode(PlatformState state, IdealAction action) =>
        action.Kind == ActionKind.Pin && state.Oses.Values.Where((other, os) => os != action.Os && other.Asks).Any()
            ? ActionError.WrongPage
            : base.Decode(state, action);
}

/// <summary>Benign variant: no page is pinned for an OS whose own request is not open.</summary>
internal sealed class PinsWhereAsked(Shape shape) : Platform(shape)
{
    protected override ActionError Decode(PlatformState state, IdealAction action) =>
        action.Kind == ActionKind.Pin && !state.Oses[action.Os].Asks ? ActionError.NotNow : base.Decode(state, action);
}
