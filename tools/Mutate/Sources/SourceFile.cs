namespace Interlock.Mutate.Sources;

/// <summary>A source file.</summary>
/// <param name="Path">Relative to the root of the clone, with forward slashes.</param>
/// <param name="Text">What is in it.</param>
public sealed record SourceFile(string Path, string Text);
