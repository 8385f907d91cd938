namespace Interlock.Catalogue.ToyShootdowns;

/// <summary>A state of <see cref="ToyShootdown"/>. Sets are bits: pages by number, and per page all CPUs side by side.</summary>
/// <param name="Valid">Pages whose entry is valid.</param>
/// <param name="Given">Pages that have been given away.</param>
/// <param name="Cached">Pages that TLBs hold.</param>
/// <param name="Pending">Invalidations that CPUs have been asked for and have not done.</param>
/// <param name="Page">The page that the driver is at; past the last when it is done.</param>
/// <param name="Step">The driver's next step on that page.</param>
internal readonly record struct ShootdownState(
    ulong Valid, ulong Given, ulong Cached, ulong Pending, int Page, int Step);
