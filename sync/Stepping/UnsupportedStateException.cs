namespace Interlock.Sync.Stepping;

/// <summary>
/// Code under exploration holds state that cannot be copied, compared or seen. Going on would silently make the
/// search unsound, so it stops and says what to do.
/// </summary>
/// <param name="message">Which type, method and local, and what to do.</param>
public sealed class UnsupportedStateException(string message) : Exception(message);
