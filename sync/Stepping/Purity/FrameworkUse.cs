using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Interlock.Sync.Stepping.IL;

namespace Interlock.Sync.Stepping.Purity;

/// <summary>Judges the calls of one method into the framework.</summary>
internal sealed class FrameworkUse
{
    private const string Iterators = "<>l__initialThreadId";

    private readonly MethodBase method;
    private readonly MethodReader reader;
    private readonly MethodFacts facts;
    private readonly bool inHash;
    private readonly Lazy<StackTypes> types;
    private readonly PointerUse pointers;
    private readonly CultureUse cultures;

    public FrameworkUse(MethodBase method, MethodReader reader, MethodFacts facts, bool inHash)
    {
        (this.method, this.reader, this.facts, this.inHash) = (method, reader, facts, inHash);
        types = new Lazy<StackTypes>(() => new StackTypes(method, reader));
        pointers = new PointerUse(method, reader, types);
        cultures = new CultureUse(reader, types);
    }

    /// <summary>Why a call is not permitted; null if it is.</summary>
    public string? WhyNot(int index, Instruction instruction, MethodBase called)
    {
        var parameters = called.GetParameters();
        if (called.Name == nameof(GetHashCode))
        {
            return inHash ? null : WhyNotHashed(parameters.Length == 0 ? Receiver(index, 0) : parameters[0].ParameterType);
        }

        if (called.Name == nameof(ToString) && parameters.Length == 0 && !called.IsStatic
            && (called.DeclaringType == typeof(object) || called.DeclaringType == typeof(ValueType) || called.DeclaringType == typeof(Enum)))
        {
            return WhyNotPrinted(Receiver(index, 0));
        }

        if (called.Name == "get_CurrentManagedThreadId" && method.DeclaringType!.GetField(Iterators, BindingFlags.Instance | BindingFlags.NonPublic) is not null)
        {
            return null; // an iterator asks whether it can give itself away instead of a copy, which makes no difference
        }

        if (called.DeclaringType == typeof(Activator) && called.IsGenericMethod)
        {
            return null; // new T(): its type argument is followed
        }

        if (inHash && called.DeclaringType == typeof(HashCode))
        {
            return null;
        }

        return FrameworkMembers.Of(called) switch
        {
            Permission.Permitted or Permission.Formats when cultures.Compares(index, called) => FrameworkReasons.Culture,
            Permission.Permitted => null,
            Permission.Formats => WhyNotFormatted(index, called, parameters),
            _ => FrameworkReasons.Of(called),
        };
    }

    /// <summary>Whether a permitted call prints or reads in the culture of the thread that makes it.</summary>
    public bool IsByCurrentCulture(int index, MethodBase called) => cultures.IsCurrent(index, called);

    /// <summary>Why what is on top of the stack may not be printed, as the compiler does with a value for which a switch has no arm.</summary>
    public string? WhyNotThrown(int index) => WhyNotPrinted(types.Value.At(index, 0));

    /// <summary>Whether an instruction takes an address as a number, or a number as an address.</summary>
    public bool IsThroughPointer(int index) => pointers.IsAt(index);

    // Calls on a value of a type parameter or a struct say of which type just before; the stack says it of others.
    private Type? Receiver(int index, int depth)
    {
        if (index > 0 && reader.Instructions[index - 1].Is(OpCodes.Constrained))
        {
            return reader.Type(reader.Instructions[index - 1]);
        }

        var type = types.Value.At(index, depth);
        return type is { IsByRef: true } ? type.GetElementType() : type;
    }

    private string? WhyNotFormatted(int index, MethodBase called, ParameterInfo[] parameters)
    {
        foreach (var argument in (called is MethodInfo { IsGenericMethod: true } ? called.GetGenericArguments() : []).Concat(called.DeclaringType!.GetGenericArguments()))
        {
            if (WhyNotPrinted(argument) is { } reason)
            {
                return reason;
            }
        }

        for (var parameter = 0; parameter < parameters.Length; parameter++)
        {
            if (parameters[parameter].ParameterType == typeof(object)
                && WhyNotPrinted(types.Value.At(index, parameters.Length - 1 - parameter)) is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    private string? WhyNotHashed(Type? type)
    {
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        if (type is { IsPrimitive: true } or { IsEnum: true })
        {
            return null;
        }

        return type is null || Trust.IsFramework(type) || type.IsInterface || type.IsGenericParameter || !Followed(type, nameof(GetHashCode))
            ? FrameworkReasons.Hash : null;
    }

    private string? WhyNotPrinted(Type? type)
    {
        const string Unknown = "prints an object whose class is not known here: print its parts";
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        if (type is null || type == typeof(object) || type.IsInterface || type == typeof(ValueType) || type.IsGenericParameter)
        {
            return Unknown;
        }

        if (type == typeof(void) || type == typeof(string) || type == typeof(decimal) || type.IsPrimitive || type.IsEnum || type == typeof(Enum)
            || type.IsArray)
        {
            return null;
        }

        if (typeof(Exception).IsAssignableFrom(type))
        {
            return "prints an exception, and with it where it was thrown: print its message";
        }

        if (typeof(ITuple).IsAssignableFrom(type) && type.IsGenericType)
        {
            return type.GetGenericArguments().Select(WhyNotPrinted).FirstOrDefault(reason => reason is not null);
        }

        if (Trust.IsFramework(type))
        {
            var own = type.GetMethod(nameof(ToString), [])!;
            return own.DeclaringType == typeof(object) || own.DeclaringType == typeof(ValueType) ? null : FrameworkMembers.Of(own) switch
            {
                Permission.Permitted => null,
                Permission.Formats => type.GetGenericArguments().Select(WhyNotPrinted).FirstOrDefault(reason => reason is not null),
                _ => Unknown,
            };
        }

        Followed(type, nameof(ToString));
        return null;
    }

    // Whether what a call on a class comes to is known and not the framework's; it is followed.
    private bool Followed(Type type, string name)
    {
        var found = Dispatch.Implementations(type, name).ToList();
        facts.Calls.AddRange(found.Where(implementation => !Trust.IsTrusted(implementation.DeclaringType!)).Select(own => ((MethodBase)own, inHash)));
        return found.Count > 0 && found.TrueForAll(own => !Trust.IsFramework(own.DeclaringType!));
    }
}
