using System.Reflection;

namespace Interlock.Sync.Stepping.Guards;

/// <summary>Which method of a class a call through a base class or an interface comes to.</summary>
internal static class Targets
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The method that is called on an object of a type; null if that cannot be told.</summary>
    /// <param name="type">The object's type.</param>
    /// <param name="called">The method that the call names.</param>
    public static MethodInfo? Find(Type type, MethodInfo called)
    {
        var definition = called.IsGenericMethod ? called.GetGenericMethodDefinition() : called;
        var found = called.DeclaringType!.IsInterface ? OfInterface(type, definition) : OfClass(type, definition);
        return found is { IsGenericMethodDefinition: true } && called.IsGenericMethod ? found.MakeGenericMethod(called.GetGenericArguments()) : found;
    }

    private static MethodInfo? OfClass(Type type, MethodInfo called)
    {
        var slot = called.GetBaseDefinition();
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (Array.Find(at.GetMethods(Declared), method => method.IsVirtual && method.Name == called.Name && method.GetBaseDefinition() == slot) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static MethodInfo? OfInterface(Type type, MethodInfo called)
    {
        var contract = called.DeclaringType!;
        if (type.IsArray || type.IsInterface)
        {
            return null;
        }

        // With variance, an object of one interface serves as another.
        var implemented = Array.Find(type.GetInterfaces(), known => known == contract) ?? Array.Find(type.GetInterfaces(), contract.IsAssignableFrom);
        if (implemented is null)
        {
            return null;
        }

        var map = type.GetInterfaceMap(implemented);
        var index = Array.FindIndex(map.InterfaceMethods, method => method.MetadataToken == called.MetadataToken && method.Module == called.Module);
        return index < 0 ? null : map.TargetMethods[index];
    }
}
