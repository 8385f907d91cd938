using System.Collections.Concurrent;
using System.Reflection;

namespace Interlock.Semantics.Programs;

/// <summary>
/// The assemblies shipped with this one. Their claims to have no state were reviewed with the rest of their code, and their monitors and
/// conditions are known to end. Such an assembly is known by its place beside this one, not by its name alone.
/// </summary>
internal static class ShippedAssemblies
{
    private static readonly string[] Names =
        ["Interlock.Sync", "Interlock.Engine", "Interlock.Semantics", "Interlock.Isolation", "Interlock.Catalogue"];

    private static readonly ConcurrentDictionary<Assembly, bool> Known = new();

    /// <summary>Whether an assembly is one of them.</summary>
    public static bool Include(Assembly assembly) => Known.GetOrAdd(assembly, static known => Names.Contains(known.GetName().Name)
        && Path.GetDirectoryName(known.Location) == Path.GetDirectoryName(typeof(ShippedAssemblies).Assembly.Location));
}
