namespace Interlock.Isolation.Idealized;

/// <summary>
/// The executable platform: what each action makes of a state. It decides first whether an action is refused, and then does it; both
/// halves can be overridden, so that a seeded bug takes the place of one of them.
/// </summary>
/// <param name="shape">How much there is of everything.</param>
internal partial class Platform(Shape shape)
{
    /// <summary>How much there is of everything.</summary>
    public Shape Shape => shape;

    /// <summary>Every action, whether it is possible or not.</summary>
    public IReadOnlyList<IdealAction> Actions { get; } = IdealAction.All(shape);

    /// <summary>What the actions are called, in their order.</summary>
    public IReadOnlyList<string> Names { get; } = [.. IdealAction.All(shape).Select(action => action.ToString())];

    /// <summary>The state after an action; null if it is not possible.</summary>
    public PlatformState? Step(PlatformState state, IdealAction action)
    {
        var error = Decode(state, action);
        if (error == ActionError.None)
        {
            var next = Commit(state, action);
            return shape.HasErrors && action.IsAnswered
                ? WithError(next, action.Os, ActionError.None)
                : next;
        }

        return shape.HasErrors && error != ActionError.NotNow ? Refuse(state, action, error) : null;
    }

    /// <summary>Why an action is refused.</summary>
    protected virtual ActionError Decode(PlatformState state, IdealAction action)
    {
        if ((action.IsOfOs || action.IsAskedFor) && (state.Active != action.Os || state.IsWaiting == action.IsOfOs))
        {
            return ActionError.NotNow;
        }

        var (os, first, second) = (action.Os, action.First, action.Second);
        return action.Kind switch
        {
            ActionKind.Read or ActionKind.Write => Translate(state, first) == Page.None ? ActionError.NotMapped : ActionError.None,
            ActionKind.Hypercall or ActionKind.Return => ActionError.None,
            ActionKind.ChangeMode => Shape.IsTrusted(os) ? ActionError.None : ActionError.NotNow,
            ActionKind.Map => DecodePage(state, os, second, PageKind.Data),
            ActionKind.Unmap => state.LinkOf(os, first) == Page.None ? ActionError.NotMapped : ActionError.None,
            ActionKind.SwitchTable => DecodePage(state, os, first, PageKind.Table),
            ActionKind.Pin => DecodePage(state, os, first, PageKind.Bare),
            ActionKind.Unpin => DecodeUnpin(state, os, first),
            ActionKind.Assign => DecodeAssign(state, os, first, second),
            ActionKind.Release =>
                DecodePage(state, os, first, PageKind.Bare) == ActionError.None ? ActionError.None : ActionError.NotNow,
            ActionKind.Switch => first == state.Active ? ActionError.NotNow : ActionError.None,
            ActionKind.Retain => state.Pages[first].Owner == Owner.Nobody ? ActionError.None : ActionError.NotNow,
            ActionKind.Discard or ActionKind.WriteOwn =>
                state.Pages[first].Owner == Owner.Hypervisor ? ActionError.None : ActionError.NotNow,
            ActionKind.Evict => state.Active != os || state.LineOf(first) == Line.Empty ? ActionError.NotNow : ActionError.None,
        };
    }

    /// <summary>What an action that is refused leaves.</summary>
    protected virtual PlatformState Refuse(PlatformState state, IdealAction action, ActionError error) =>
        WithError(state, action.Os, error);

    /// <summary>What an action that is not refused leaves.</summary>
    protected virtual PlatformState Commit(PlatformState state, IdealAction action) => action.Kind switch
    {
        ActionKind.Read => Read(state, action.Os, action.First),
        ActionKind.Write => Write(state, action.First, action.Second),
        ActionKind.Hypercall => Hypercall(state, action.Os),
        ActionKind.ChangeMode => ChangeMode(state, action.Os),
        ActionKind.Return => Return(state, action.Os),
        ActionKind.Map => Map(state, action.Os, action.First, state.PageAt(action.Os, action.Second)),
        ActionKind.Unmap => Unmap(state, action.Os, action.First),
        ActionKind.SwitchTable => SwitchTable(state, action.Os, action.First),
        ActionKind.Pin => Pin(state, action.Os, action.First, (PageKind)action.Second),
        ActionKind.Unpin => Unpin(state, action.Os, action.First),
        ActionKind.Assign => Assign(state, action.Os, action.First, action.Second),
        ActionKind.Release => Release(state, action.Os, action.First),
        ActionKind.Switch => Switch(state, action.First),
        ActionKind.Retain => state.WithPage(action.First, new Page(Owner.Hypervisor, PageKind.Data, 0)),
        ActionKind.Discard => Discard(state, action.First),
        ActionKind.WriteOwn => state.WithPage(action.First, state.Pages[action.First] with { Content = action.Second }),
        ActionKind.Evict => state.WithLine(action.First, Line.Empty),
    };

    /// <summary>The machine page of a virtual page of the active OS: as the TLB has it, or as its current table does.</summary>
    protected virtual int Translate(PlatformState state, int va) =>
        state.LineOf(va).Page is var held and >= 0 ? held : state.LinkOf(state.Active, va);

    /// <summary>The state with an error of an OS.</summary>
    protected static PlatformState WithError(PlatformState state, int os, ActionError error) =>
        state.Oses[os].Error == error ? state : state.WithOs(os, state.Oses[os] with { Error = error });

    private static ActionError DecodePage(PlatformState state, int os, int pa, PageKind needed) =>
        state.PageAt(os, pa) is not (var page and >= 0) ? ActionError.NotMapped
        : state.Pages[page].Kind != needed ? ActionError.WrongPage
        : ActionError.None;
}
