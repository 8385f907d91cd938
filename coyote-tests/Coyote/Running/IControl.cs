using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.CoyoteTests.Coyote.Running;

/// <summary>
/// Who decides which thread goes on: Microsoft Coyote, or a schedule that is to become a Coyote trace. Threads are operations in
/// Coyote's sense, and one at a time runs; whoever begins the run is operation 0.
/// </summary>
internal interface IControl
{
    /// <summary>Makes an operation; answers its number, from one.</summary>
    ulong Create(string name);

    /// <summary>Says that a thread of that operation has been started.</summary>
    void Start(ulong operation);

    /// <summary>Called first by the thread of an operation: returns once the operation is chosen.</summary>
    void OnStarted(ulong operation);

    /// <summary>Called last by the thread of an operation.</summary>
    void OnCompleted();

    /// <summary>Goes on once an operation has completed.</summary>
    void PauseUntilCompleted(ulong operation);

    /// <summary>Goes on once a condition holds; it is no scheduling point if it holds already.</summary>
    void PauseUntil(Func<bool> condition);

    /// <summary>Anybody may be chosen to go on before the operation is performed.</summary>
    /// <param name="operation">The operation; null for a step of a model.</param>
    /// <param name="word">The word that it concerns, by name.</param>
    /// <param name="isSpinning">Whether the code has said that it spins: others had better go first.</param>
    void Point(Operation? operation, string word, bool isSpinning);

    /// <summary>Chooses a number below a bound.</summary>
    int Choose(int bound);

    /// <summary>Ends the run because a property does not hold. Threads that go on find themselves interrupted.</summary>
    void Fail(Violation violation);

    /// <summary>Says what is owed from here on: something that must happen under every fair schedule.</summary>
    void Owe();

    /// <summary>Says that what was owed has happened, or need not happen any more.</summary>
    void Keep();
}
