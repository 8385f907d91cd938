namespace Interlock.Isolation.Idealized.Runs;

/// <summary>A platform whose hypervisor has a schedule.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Turn">Whose turn it is.</param>
internal sealed record Scheduled(PlatformState Platform, Turn Turn);

/// <summary>The turn of an OS.</summary>
/// <param name="Os">The OS.</param>
/// <param name="IsAnswered">Whether a request of its has been answered in this turn.</param>
internal readonly record struct Turn(int Os, bool IsAnswered);
