using Interlock.Semantics.SelfComposition.Acts;
using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition;

/// <summary>
/// The observer that consists of the host and of every guest except the victim. Operations of the victim are recognized by the
/// <see cref="Acts"/> that it uses. Of all others, guest accesses (the host's too) and choices are observed, and the rest is internal.
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
