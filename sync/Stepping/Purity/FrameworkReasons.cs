using System.Reflection;

namespace Interlock.Sync.Stepping.Purity;

/// <summary>Why a member of the framework is refused, and what to do instead.</summary>
internal static class FrameworkReasons
{
    /// <summary>Of hash codes.</summary>
    public const string Hash = "differs from process to process: a hash code of anything but a number is no function of its value. " +
        "Compute one from the numbers";

    /// <summary>Of collections that are enumerated by the hash codes of what is in them.</summary>
    public const string Order = "has an order that differs from process to process. Use ImmutableArray or a sorted collection";

    /// <summary>Of what compares texts by a culture, which the system may bring along or not.</summary>
    public const string Culture = "may compare texts by a culture, which differs from machine to machine. " +
        "Compare them with StringComparer.Ordinal or StringComparison.Ordinal";

    /// <summary>Of what prints or reads numbers in an initializer.</summary>
    public const string InInitializer = "uses the culture of whoever comes first to the type that is initialized. " +
        "Hand it CultureInfo.InvariantCulture";

    private const string Threads = "belongs to real threads, which the machine does not control. Use a primitive on words of the machine's memory";
    private const string Outside = "depends on more than its arguments. Pass the value in, or keep it in the machine's memory";
    private const string Reflects = "calls code that cannot be followed. Call it directly, or through a delegate or an interface";

    private static readonly (string Prefix, string Reason)[] ByName =
    [
        ("System.Threading.Tasks", "is no operation of the machine. Await only Cpu operations and Steps"),
        ("System.Runtime.CompilerServices.AsyncVoid", "makes it async void: its end is no operation of the machine. Return Step or Step<T>, and await only Cpu operations and Steps"),
        ("System.Runtime.CompilerServices.Async", "is no operation of the machine. Return Step or Step<T>, and await only Cpu operations and Steps"),
        ("System.Threading", Threads),
        ("System.HashCode", Hash),
        ("System.Activator", Reflects),
        ("System.Reflection", Reflects),
        ("System.Type", Reflects),
        ("System.Delegate", Reflects),
        ("System.Runtime.InteropServices", "reaches memory behind the language's back. Use spans and references"),
        ("System.Runtime.CompilerServices.Unsafe", "reaches memory behind the language's back. Use spans and references"),
        ("System.Buffers.ArrayPool", "is handed what others have left in it. Make an array, or use ImmutableArray"),
        ("System.Globalization", "depends on the culture of the machine that it runs on. Use what is invariant, or ordinal"),
        ("System.String", "depends on the culture, or on the process. Use what is ordinal"),
        ("System.Exception", "shows where an exception was thrown, or can be changed by whoever shares it. Use its type and message"),
        ("System.Collections.Concurrent", "has an order that differs from process to process, and belongs to real threads. Use Dictionary or a sorted collection"),
        ("System.Collections.Frozen", Order),
        ("System.Collections.Immutable.ImmutableHashSet", Order),
        ("System.Collections.Immutable.ImmutableDictionary", Order),
        ("System.Collections.Generic.Dictionary", "shows the order of a hashed collection. Use a list, ImmutableArray or a sorted collection"),
        ("System.Collections.Generic.HashSet", "shows the order of a hashed collection. Use a list, ImmutableArray or a sorted collection"),
    ];

    /// <summary>Whether objects of a type are enumerated by the hash codes of what is in them; Dictionary and HashSet are by insertion.</summary>
    public static bool IsOrderedByHash(Type type) =>
        type.FullName is { } name && Array.Exists(ByName, known => known.Reason == Order && name.StartsWith(known.Prefix, StringComparison.Ordinal));

    /// <summary>Why code may not use a member.</summary>
    public static string Of(MemberInfo member)
    {
        var name = DocumentationId.Name(member.DeclaringType!);
        var reason = Array.Find(ByName, known => name.StartsWith(known.Prefix, StringComparison.Ordinal)).Reason ?? Outside;
        return Known(member) == Permission.NotReviewed ? $"{reason} (it is not among the members of the framework that are permitted)" : reason;
    }

    private static Permission Known(MemberInfo member) =>
        member is FieldInfo field ? FrameworkMembers.Of(field) : FrameworkMembers.Of((MethodBase)member);
}
