using System.Reflection;

namespace Interlock.Sync.Stepping.Purity;

/// <summary>
/// All code that can run because of a delegate, a suspended method or an object, and all that it can see: methods, the
/// methods of objects that there may be, initializers of types, static fields and what is captured. Refuses what is not a function of
/// locals and of what the machine answers.
/// </summary>
/// <param name="user">The method or object that is judged, for messages.</param>
/// <param name="told">A virtual method whose answer only readers see; null for none.</param>
internal sealed class Reach(string user, MethodInfo? told = null)
{
    private readonly HashSet<(MethodBase, bool)> seen = [];
    private readonly Dictionary<MethodBase, MethodBase> callers = [];
    private readonly HashSet<Type> types = [];
    private readonly HashSet<(Module, int)> fields = [];
    private readonly HashSet<FieldInfo> statics = [];
    private readonly Stack<(MethodBase Method, bool InHash)> pending = new();
    private readonly Queue<(FieldInfo Field, MethodBase User, int Offset)> values = new();

    private readonly HashSet<MemberInfo> claims = [];

    private HeldState? held;

    /// <summary>The method or object that is judged, for messages.</summary>
    public string User => user;

    /// <summary>The classes and fields that were not looked at, since they claim to have no state.</summary>
    public IReadOnlyCollection<MemberInfo> Claims => claims;

    /// <summary>Whether some code touches a field.</summary>
    public bool Touches(FieldInfo field) => fields.Contains((field.Module, field.MetadataToken));

    /// <summary>Adds a method that can be called.</summary>
    public void Add(MethodBase method, bool inHash = false)
    {
        if (!method.IsAbstract && method.DeclaringType is { } declaring && !Trust.IsTrusted(declaring) && seen.Add((method, inHash)))
        {
            pending.Push((method, inHash));
        }
    }

    /// <summary>Notes that a class or a field is not looked at, since it claims to have no state.</summary>
    public void Claim(MemberInfo claimed) => claims.Add(claimed);

    /// <summary>Adds a type of which there may be objects.</summary>
    public void Add(Type type)
    {
        if (Trust.IsTrusted(type) || type.IsInterface || type.IsGenericParameter || !types.Add(type))
        {
            return;
        }

        if (type.GetMethod("Finalize", BindingFlags.Instance | BindingFlags.NonPublic, [])?.DeclaringType is { } finalized && !Trust.IsFramework(finalized))
        {
            throw Refuse($"{FrameLayout.TypeName(finalized)} has a finalizer, which runs at no time that the machine knows of", null);
        }

        foreach (var (method, inHash) in Dispatch.On(type))
        {
            if (told is null || method is not MethodInfo { IsVirtual: true } shown || shown.GetBaseDefinition() != told)
            {
                Add(method, inHash);
            }
        }
    }

    /// <summary>Adds an object that code holds: what code touches of it must not change.</summary>
    public void AddHeld(object? value, string name, bool isCopy = false) => (held ??= new HeldState(this)).Add(value, name, isCopy: isCopy);

    /// <summary>Follows all that has been added.</summary>
    /// <exception cref="UnsupportedStateException">Something depends on more than it may.</exception>
    public void Follow()
    {
        do
        {
            while (pending.TryPop(out var next))
            {
                Follow(next.Method, next.InHash);
            }

            if (values.TryDequeue(out var value))
            {
                Judge(value.Field, value.User, value.Offset);
            }

            held?.Follow();
        }
        while (pending.Count + values.Count > 0);
    }

    /// <summary>Why the code that is judged is refused.</summary>
    public UnsupportedStateException Refuse(string what, Site? site) => new(
        $"{what}{SourceLines.Behind(site)}{(what.StartsWith(user + " ", StringComparison.Ordinal) ? string.Empty : $", for {user}")}. " +
        "Between two awaits, code may depend on nothing but its locals: no clock, no random numbers, no state outside the machine's memory.");

    private void Follow(MethodBase method, bool inHash)
    {
        var facts = MethodScan.Of(method, inHash);
        foreach (var (field, isWritten, offset) in facts.Statics)
        {
            if (statics.Add(field) || isWritten)
            {
                if (!field.IsInitOnly || isWritten)
                {
                    throw Static(field, method, offset, field.FieldType, "it can be assigned at any time");
                }

                values.Enqueue((field, method, offset));
            }
        }

        if (facts.Refusal is { } refusal)
        {
            throw Refuse($"{Name(method)} {refusal.What}", Place(method, refusal.Offset));
        }

        if (method is ConstructorInfo { IsStatic: true })
        {
            RequireInvariant(method);
        }

        claims.UnionWith(facts.Claims);
        fields.UnionWith(facts.Fields);
        foreach (var type in facts.Types)
        {
            Add(type);
        }

        foreach (var call in facts.Calls)
        {
            callers.TryAdd(call.Method, method);
            Add(call.Method, call.InHash);
        }
    }

    // A type is initialized once, by whichever thread comes first: it may be a user's, in a user's culture, and no search can do it again.
    private void RequireInvariant(MethodBase initializer)
    {
        var (waiting, reached) = (new Stack<MethodBase>([initializer]), new HashSet<MethodBase> { initializer });
        while (waiting.TryPop(out var method))
        {
            var facts = MethodScan.Of(method, inHash: false);
            if (facts.InCulture is { } use)
            {
                throw Refuse($"{Name(method)} {use.What}", Place(method, use.Offset));
            }

            // What is printed is known where it is printed; anything else may be called on objects that are made, other libraries' aside.
            var called = facts.Types.Where(made => made.Assembly == initializer.DeclaringType!.Assembly)
                .SelectMany(Dispatch.On).Select(one => one.Method).Where(one => one.Name != nameof(ToString));
            foreach (var next in facts.Calls.Select(call => call.Method).Concat(called))
            {
                if (!next.IsAbstract && !Trust.IsTrusted(next.DeclaringType!) && reached.Add(next))
                {
                    callers.TryAdd(next, method);
                    waiting.Push(next);
                }
            }
        }
    }

    // For a method that the compiler generated, the place of the nearest caller in source code.
    private Site? Place(MethodBase method, int offset)
    {
        var place = SourceLines.At(method, offset);
        var seenAbove = new HashSet<MethodBase> { method };
        while (place is null && callers.TryGetValue(method, out var caller) && seenAbove.Add(caller))
        {
            (method, place) = (caller, SourceLines.Of(caller));
        }

        return place;
    }

    // What it refers to is what it will always refer to: that must not change either, however deep.
    private void Judge(FieldInfo field, MethodBase by, int offset)
    {
        if (field.DeclaringType!.ContainsGenericParameters)
        {
            throw Static(field, by, offset, field.FieldType, "it exists once per type argument, and here that is not known");
        }

        object? value;
        try
        {
            StaticObjects.Name(field);
            value = field.GetValue(null);
        }
        catch (Exception failure) when (failure is TargetInvocationException or TypeInitializationException)
        {
            throw Static(field, by, offset, field.FieldType, $"it cannot be made: {failure.GetBaseException().Message}");
        }

        (held ??= new HeldState(this)).Add(value, StaticName(field), (path, type, reason) => Static(field, by, offset, type, reason, path));
    }

    private UnsupportedStateException Static(FieldInfo field, MethodBase by, int offset, Type type, string reason, string? path = null) => Refuse(
        $"{Name(by)} uses the static field '{path ?? StaticName(field)}' of type {FrameLayout.TypeName(type)}: {reason}. " +
        "Keep shared state in the machine's memory, and locals in values or immutable objects",
        SourceLines.At(by, offset));

    private static string StaticName(FieldInfo field) => $"{FrameLayout.TypeName(field.DeclaringType!)}.{FrameLayout.LocalName(field)}";

    /// <summary>A method as a programmer wrote it; for compiled ones, the method that they were compiled from.</summary>
    public static string Name(MethodBase method) => method switch
    {
        { DeclaringType: { } type } when type.Name.StartsWith('<') && method.Name.StartsWith('<') => FrameLayout.MethodName(type, method.Name),
        { DeclaringType: { } type } when type.Name.StartsWith('<') => FrameLayout.MethodName(type),
        { DeclaringType: { } type, Name: ".cctor" } => $"The initializer of {FrameLayout.TypeName(type)}",
        { DeclaringType: { } type, Name: ".ctor" } => $"{FrameLayout.TypeName(type)}.{type.Name.Split('`')[0]}",
        { DeclaringType: { } type } when method.Name.StartsWith('<') => FrameLayout.MethodName(type, method.Name),
        _ => $"{FrameLayout.TypeName(method.DeclaringType!)}.{method.Name}",
    };
}
