namespace Interlock.Engine.Stage2;

/// <summary>A stage 2 fault, as the fault status code tells it.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Level">At which level; level 0 if the IPA or the root is out of range, whatever the geometry.</param>
public readonly record struct Stage2Fault(Stage2FaultKind Kind, Level Level)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} fault at {Level}";
}
