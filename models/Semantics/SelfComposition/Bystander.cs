using Interlock.Semantics.SelfComposition.Acts;
using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition;

/// <summary>
/// The host and every guest but the victim, together. What the victim does is known by the <see cref="Acts"/> that it uses; of all other
/// operations, accesses of guests (the host is one) and choices are the observer's, and the rest is the trusted code's.
/// </summary>
public class Bystander : Observer
{
    /// <inheritdoc/>
    public sealed override Visibility Of(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return Secret.Is(operation) ? Visibility.Private
            : Released.Is(operation) ? Visibility.Released
            : Shown.Is(operation) ? Visibility.Shown
            : Seen.Is(operation) ? Visibility.Seen
            : operation.Kind.IsGuest() ? Visibility.Seen
            : Visibility.Hidden;
    }
}
