namespace Interlock.Sync;

/// <summary>An event that code reports to the monitors. It is not a step, and code cannot observe it.</summary>
/// <param name="Name">The name of the event.</param>
/// <param name="Value">A value that belongs to the event.</param>
public readonly record struct Note(string Name, ulong Value = 0);
