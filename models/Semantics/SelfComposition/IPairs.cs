using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition;

/// <summary>Hears which steps two executions take.</summary>
internal interface IPairs
{
    /// <summary>A step of the left execution, of the right one, or one of each.</summary>
    void Add(int? left, int? right, Violation? difference = null);

    /// <summary>
    /// A step of one execution that is not taken before the other one has come to where it is taken too: which of the left one's, or of the
    /// right one's.
    /// </summary>
    void Wait(int? left, int? right);

    /// <summary>A step by which the victim releases something that is not the same in both: from there on they are not compared.</summary>
    void AddReleased(int? left, int? right, Operation operation);

    /// <summary>The victim releases something, the same in both or not.</summary>
    void Uses(Operation operation);
}
