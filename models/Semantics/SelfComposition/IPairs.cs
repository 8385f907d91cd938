using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition;

/// <summary>Receives the steps of two executions.</summary>
internal interface IPairs
{
    /// <summary>A step of the left execution, of the right one, or one of each.</summary>
    void Add(int? left, int? right, Violation? difference = null);

    /// <summary>
    /// A step of one execution that waits until the other one can take it too: the index among the left execution's steps, or among the
    /// right execution's.
    /// </summary>
    void Wait(int? left, int? right);

    /// <summary>A step that declassifies different values in the two executions, which are not compared any further.</summary>
    void AddReleased(int? left, int? right, Operation operation);

    /// <summary>A declassification, with equal values in both executions or not.</summary>
    void Uses(Operation operation);
}
