namespace Interlock.Isolation.Idealized;

/// <summary>What belongs to an OS besides its memory.</summary>
/// <param name="Root">The physical page of its current table.</param>
/// <param name="Register">What it read last.</param>
/// <param name="Mode">The mode that it runs in.</param>
/// <param name="Asks">Whether a hypercall of its has not been answered yet.</param>
/// <param name="Error">Why the last action for it was refused.</param>
public readonly record struct OsState(int Root, int Register, Mode Mode, bool Asks, ActionError Error)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"table pa{Root}, register {Register}, {(Mode == Mode.User ? "usr" : "svc")}" +
        $"{(Asks ? ", asks" : string.Empty)}{(Error == ActionError.None ? string.Empty : $", {Error}")}";
}
