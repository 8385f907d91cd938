namespace Interlock.Isolation.Noninterference;

/// <summary>What a <see cref="SecrecyClient"/> does.</summary>
/// <param name="Ipas">Pages of IPA space that it and its guests use.</param>
/// <param name="Words">Words of a page that it and its guests use, from the last one.</param>
/// <param name="Lends">Whether the host lends memory to VMs and takes it back.</param>
/// <param name="Writes">Whether the host and the VMs on its side write, or read only.</param>
public sealed record SecrecyOptions(int Ipas, int Words, bool Lends, bool Writes);
