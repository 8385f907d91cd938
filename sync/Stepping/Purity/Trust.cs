using System.Collections.Concurrent;
using System.Reflection;

namespace Interlock.Sync.Stepping.Purity;

/// <summary>Whose code is not looked into: the framework's and the stepping core's own. Where it comes from decides, never its name.</summary>
internal static class Trust
{
    private static readonly ConcurrentDictionary<Type, bool> Known = new();
    private static readonly ConcurrentDictionary<Assembly, bool> OfFramework = new();
    private static readonly string[] Keys = ["7cec85d7bea7798e", "b03f5f7f11d50a3a", "b77a5c561934e089", "cc7b13ffcd2ddd51"];
    private static readonly string Framework = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? string.Empty;

    /// <summary>Whether a type is the framework's: its assembly lies beside the one that has <see cref="object"/>, and has a key of the framework's.</summary>
    public static bool IsFramework(Type type) => OfFramework.GetOrAdd(type.Assembly, IsFramework);

    /// <summary>Whether a type is of the stepping core, which is this assembly's.</summary>
    public static bool IsCore(Type type) => type.Assembly == typeof(Trust).Assembly
        && type.Namespace?.StartsWith(typeof(Step).Namespace!, StringComparison.Ordinal) == true;

    /// <summary>Whether the code of a type is not looked into.</summary>
    public static bool IsTrusted(Type type) => Known.GetOrAdd(type, static type => IsFramework(type) || IsCore(type) || IsClaimed(type));

    /// <summary>Whether a class claims that neither it nor its lambdas have a state that code can see.</summary>
    public static bool IsClaimed(Type type) => type.IsDefined(typeof(StatelessAttribute), false)
        || (type.Name.StartsWith('<') && type.DeclaringType is { } outer && IsClaimed(outer));

    // Where an application brings the framework along, its own assemblies lie there too, and have no key of the framework's.
    private static bool IsFramework(Assembly assembly) => assembly == typeof(object).Assembly
        || (!assembly.IsDynamic && assembly.Location.Length > 0 && Framework.Length > 0
            && string.Equals(Path.GetDirectoryName(assembly.Location), Framework, StringComparison.Ordinal)
            && Array.IndexOf(Keys, Convert.ToHexStringLower(assembly.GetName().GetPublicKeyToken() ?? [])) >= 0);
}
