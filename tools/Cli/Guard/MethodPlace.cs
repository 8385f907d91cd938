using System.Reflection;
using Interlock.Sync.Stepping;

namespace Interlock.Cli.Guard;

/// <summary>Finds a method of this program by the text that the runtime has for it, and where it is in the source.</summary>
internal static class MethodPlace
{
    /// <summary>The method and its first line in words; null if it is the framework's, or there is no source for it.</summary>
    /// <param name="text">As in <c>Interlock.Semantics.Reductions.LockRegions.Counter+Inner.Count(UInt64)</c>.</param>
    public static string? Of(string text)
    {
        var name = text.Split('(')[0].Split('[')[0];
        var dot = name.LastIndexOf('.');
        if (dot <= 0)
        {
            return null;
        }

        var (type, method) = (name[..dot].TrimEnd('.'), name[(dot + 1)..]);
        var found = Assemblies().Select(assembly => assembly.GetType(type)).FirstOrDefault(known => known is not null)?
            .GetMethods(
                BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .FirstOrDefault(known => known.Name == method);
        return found is not null && SourceLines.Of(found) is not null ? StackPlace.TextOf(found) : null;
    }

    private static IEnumerable<Assembly> Assemblies() => Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
        .Where(path => Path.GetFileName(path).StartsWith("Interlock.", StringComparison.Ordinal))
        .Select(Assembly.LoadFrom);
}
