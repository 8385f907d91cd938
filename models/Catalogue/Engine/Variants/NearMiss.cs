namespace Interlock.Catalogue.Engine.Variants;

/// <summary>A harmless variant of the engine: it must not be flagged.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Variation">What differs.</param>
/// <param name="Harmless">Why it is harmless.</param>
internal sealed record NearMiss(string Name, Variation Variation, string Harmless);
