using System.Runtime.CompilerServices;

namespace Interlock.Sync.Stepping.Guards;

/// <summary>Runs a state machine, in a guarded copy if the execution is the first of its kind and the code may recur or loop.</summary>
/// <typeparam name="TStateMachine">The compiler's state machine.</typeparam>
internal static class Scout<TStateMachine>
    where TStateMachine : IAsyncStateMachine
{
    private static readonly Lazy<Copy?> Guarded = new(Make);

    private delegate void Copy(ref TStateMachine machine);

    public static void MoveNext(ref TStateMachine machine)
    {
        if (Execution.IsScouting && Guarded.Value is { } copy)
        {
            Execution.HearOfCopy();
            copy(ref machine);
        }
        else
        {
            machine.MoveNext();
        }
    }

    private static Copy? Make()
    {
        if (GuardedCopies.Of(MachineSource.MoveNext(typeof(TStateMachine)), Perils.Circle | Perils.Unknown | Perils.Loop) is not { } copy)
        {
            return null;
        }

        if (typeof(TStateMachine).IsValueType)
        {
            return copy.CreateDelegate<Copy>();
        }

        var run = copy.CreateDelegate<Action<TStateMachine>>();
        return (ref TStateMachine machine) => run(machine);
    }
}
