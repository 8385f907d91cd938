namespace Interlock.Engine.Stage2;

/// <summary>What came of reading one descriptor: exactly one of a walk to go on with, a translation, a fault.</summary>
/// <param name="Walk">The walk to go on with; null if it is over.</param>
/// <param name="Translation">What it found; null if it goes on or faulted.</param>
/// <param name="Fault">Why it found nothing; null if it goes on or found something.</param>
public readonly record struct WalkStep(Walk? Walk, Translation? Translation, Stage2Fault? Fault)
{
    internal static WalkStep On(Walk walk) => new(walk, null, null);

    internal static WalkStep Found(Translation translation) => new(null, translation, null);

    internal static WalkStep Faulted(Stage2FaultKind kind, Level level) => new(null, null, new Stage2Fault(kind, level));
}
