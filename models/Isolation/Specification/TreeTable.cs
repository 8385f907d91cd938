namespace Interlock.Isolation.Specifications;

/// <summary>A table of a VM's tree below the root.</summary>
/// <param name="Level">The level of its entries.</param>
/// <param name="First">The first page of IPA space that it translates.</param>
/// <param name="Page">The page of memory that it is in.</param>
public readonly record struct TreeTable(int Level, int First, int Page);
