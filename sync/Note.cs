namespace Interlock.Sync;

/// <summary>A remark that code makes to the monitors. It costs no step and changes nothing that code can see.</summary>
/// <param name="Name">What happened.</param>
/// <param name="Value">A value that belongs to it.</param>
public readonly record struct Note(string Name, ulong Value = 0);
