namespace Interlock.Models.Isolation.Secrecy;

/// <summary>What a <see cref="SecrecyClient"/> does.</summary>
/// <param name="Ipas">Pages of IPA space that it and its guests use.</param>
/// <param name="Lends">Whether the host lends memory to VMs and takes it back.</param>
public sealed record SecrecyOptions(int Ipas, bool Lends);
