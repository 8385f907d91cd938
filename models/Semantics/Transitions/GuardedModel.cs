using System.Reflection;
using Interlock.Semantics.Programs;
using Interlock.Sync.Stepping;
using Interlock.Sync.Stepping.Guards;

namespace Interlock.Semantics.Transitions;

/// <summary>
/// A model's code, whose recursion without end throws rather than ends the process. What guarded copies say of states is not
/// believed: they are tried first, and then the model itself is asked.
/// </summary>
/// <typeparam name="TState">The model's state.</typeparam>
internal sealed class GuardedModel<TState>
    where TState : IEquatable<TState>
{
    private readonly string name;
    private readonly bool isOwn;
    private readonly MethodBase initialMethod;
    private readonly MethodBase enabledMethod;
    private readonly Func<IEnumerable<TState>>? initial;
    private readonly Func<TState, IEnumerable<ModelAction<TState>>>? enabled;

    /// <summary>Prepares for a model: one of the shipped assemblies is known to end.</summary>
    public GuardedModel(Model<TState> model)
    {
        isOwn = ShippedAssemblies.Include(model.GetType().Assembly);
        name = $"the model {model.GetType().Name}";
        (initialMethod, enabledMethod) = (((Delegate)model.Initial).Method, ((Delegate)model.Enabled).Method);
        initial = Tried<Func<IEnumerable<TState>>>(model.Initial);
        enabled = Tried<Func<TState, IEnumerable<ModelAction<TState>>>>(model.Enabled);
        MayEnd = Of(model.MayEnd);
    }

    /// <summary>Whether a state without enabled actions is an end.</summary>
    public Func<TState, bool> MayEnd { get; }

    /// <summary>A condition of the model.</summary>
    public Func<TState, bool> Of(Func<TState, bool> condition) => isOwn ? condition : GuardedDelegate.OfJudge(condition);

    /// <summary>Has the initial states made.</summary>
    public void TryInitial()
    {
        if (initial is not null)
        {
            using var judging = CodeUnderTest.Judge(initialMethod);
            GuardedDelegate.Exhaust(initial(), name);
        }
    }

    /// <summary>Has the actions of a state made.</summary>
    public void TryEnabled(TState state)
    {
        if (enabled is not null)
        {
            using var judging = CodeUnderTest.Judge(enabledMethod);
            GuardedDelegate.Exhaust(enabled(state), name);
        }
    }

    private TCode? Tried<TCode>(TCode code)
        where TCode : Delegate => isOwn || !GuardedDelegate.MayNotEnd(code.Method) ? null : GuardedDelegate.OfCode(code);
}
