using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Interlock.Sync.Stepping.Purity;

/// <summary>
/// Which methods can be called on an object through interfaces and base classes: all that its class, the classes above it and its
/// interfaces declare or inherit outside the framework. So whatever a call site names, and whatever the framework calls back, has been
/// looked at (rapid type analysis, Bacon and Sweeney 1996, with every virtual method taken as called).
/// </summary>
internal static class Dispatch
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, List<(MethodBase Method, bool InHash)>> Known = new();

    /// <summary>The methods that can be called on objects of a type, and whether only a hash table asks.</summary>
    public static IReadOnlyList<(MethodBase Method, bool InHash)> On(Type type) => Known.GetOrAdd(type, static type => [.. Find(type)]);

    /// <summary>The implementations of a method of <see cref="object"/> that a call on a class can come to; none if only the framework's can.</summary>
    public static IEnumerable<MethodInfo> Implementations(Type type, string name)
    {
        var own = type.GetMethod(name, BindingFlags.Instance | BindingFlags.Public, []);
        var below = type.IsValueType || type.IsSealed ? [] : Below(type)
            .Select(derived => derived.GetMethod(name, Declared & ~BindingFlags.Static, []))
            .OfType<MethodInfo>();
        return below.Prepend(own!).Where(method => method is not null && !method.IsAbstract);
    }

    /// <summary>The methods that the compiler writes into records and anonymous types to print and to hash them: judged only where they are called.</summary>
    public static bool IsRecordText(MethodBase method) => method.Name is "ToString" or "GetHashCode" or "PrintMembers"
        && (method.IsDefined(typeof(CompilerGeneratedAttribute), false) || method.DeclaringType!.Name.StartsWith("<>f__", StringComparison.Ordinal));

    private static IEnumerable<(MethodBase Method, bool InHash)> Find(Type type)
    {
        for (var declaring = type; declaring is not null && !Trust.IsTrusted(declaring); declaring = declaring.BaseType)
        {
            foreach (var method in declaring.GetMethods(Declared).Where(method => method is { IsVirtual: true, IsAbstract: false, IsStatic: false }))
            {
                if (!IsRecordText(method))
                {
                    yield return (method, method.Name == nameof(GetHashCode));
                }
            }
        }

        var answersStatically = false;
        foreach (var contract in type.GetInterfaces())
        {
            var methods = contract.GetMethods(Declared);
            answersStatically |= Array.Exists(methods, method => method is { IsStatic: true, IsVirtual: true });
            if (!Trust.IsTrusted(contract))
            {
                foreach (var method in methods.Where(method => !method.IsAbstract && (!method.IsStatic || method.IsVirtual || method.Name.Contains('.'))))
                {
                    yield return (method, false);
                }
            }
        }

        for (var declaring = answersStatically ? type : null; declaring is not null && !Trust.IsTrusted(declaring); declaring = declaring.BaseType)
        {
            foreach (var method in declaring.GetMethods(Declared).Where(method => method.IsStatic))
            {
                yield return (method, false);
            }
        }
    }

    private static IEnumerable<Type> Below(Type type)
    {
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (assembly != type.Assembly && !assembly.GetReferencedAssemblies().Any(name => name.FullName == type.Assembly.FullName))
            {
                continue;
            }

            foreach (var candidate in Types(assembly))
            {
                for (var above = candidate.BaseType; above is not null; above = above.BaseType)
                {
                    if ((above.IsGenericType ? above.GetGenericTypeDefinition() : above) == definition)
                    {
                        yield return candidate;
                        break;
                    }
                }
            }
        }
    }

    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException some)
        {
            return some.Types.OfType<Type>();
        }
    }
}
