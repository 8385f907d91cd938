using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using Interlock.Sync.Stepping.IL;

namespace Interlock.Sync.Stepping.Purity;

/// <summary>Reads one method's instructions, and says what they call, make and touch, or why they are refused.</summary>
internal sealed class MethodScan
{
    private static readonly ConcurrentDictionary<(MethodBase, bool), MethodFacts> Known = new();

    private static readonly HashSet<short> Unmanaged =
    [
        OpCodes.Calli.Value, OpCodes.Jmp.Value, OpCodes.Cpblk.Value, OpCodes.Initblk.Value, OpCodes.Arglist.Value, OpCodes.Mkrefany.Value,
        OpCodes.Refanyval.Value, OpCodes.Refanytype.Value,
    ];

    private readonly MethodBase method;
    private readonly bool inHash;
    private readonly MethodReader reader;
    private readonly MethodFacts facts = new();
    private readonly FrameworkUse framework;
    private readonly Lazy<bool> callsDelegates;

    private MethodScan(MethodBase method, bool inHash)
    {
        this.method = method;
        this.inHash = inHash;
        reader = new MethodReader(method);
        callsDelegates = new Lazy<bool>(() => CallsDelegates(reader));
        framework = new FrameworkUse(method, reader, facts, inHash);
    }

    /// <summary>What a method says.</summary>
    /// <param name="method">A method that is not trusted.</param>
    /// <param name="inHash">Whether only a hash table sees what it answers.</param>
    public static MethodFacts Of(MethodBase method, bool inHash) =>
        Known.GetOrAdd((method, inHash), static key => new MethodScan(key.Item1, key.Item2).Read());

    private MethodFacts Read()
    {
        if (reader.Body is null)
        {
            Refuse("is not .NET code that can be looked at", 0); // native code, or an accessor that the runtime makes up
            return facts;
        }

        AddInitializer(method.DeclaringType);
        RefuseForeignAwaits();
        for (var index = 0; index < reader.Instructions.Count && facts.Refusal is null; index++)
        {
            Read(index, reader.Instructions[index]);
        }

        return facts;
    }

    // Said before anything else of the method: it is what its programmer has to know first.
    private void RefuseForeignAwaits()
    {
        foreach (var instruction in reader.Instructions)
        {
            if (instruction.Code.OperandType != OperandType.InlineMethod
                || reader.Method(instruction) is not MethodInfo { IsGenericMethod: true } called
                || called.Name is not ("AwaitUnsafeOnCompleted" or "AwaitOnCompleted"))
            {
                continue;
            }

            if (!Trust.IsCore(called.DeclaringType!))
            {
                Refuse("is asynchronous and returns no Step. Return Step or Step<T>, and await only Cpu operations and Steps", instruction.Offset);
            }
            else if (!typeof(ISteppedAwaiter).IsAssignableFrom(called.GetGenericArguments()[0]))
            {
                Refuse(
                    $"awaits {FrameLayout.TypeName(called.GetGenericArguments()[0])}, which the machine does not control: what it is of returns no Step. " +
                    "Await only Cpu operations and Steps",
                    instruction.Offset);
            }
        }
    }

    private void Read(int index, Instruction instruction)
    {
        if (Unmanaged.Contains(instruction.Code.Value) || framework.IsThroughPointer(index))
        {
            Refuse("goes through a pointer: addresses, and what lies there, are outside the machine. Use spans and references", instruction.Offset);
        }
        else if (instruction.Is(OpCodes.Localloc) && !reader.Body!.InitLocals)
        {
            Refuse("takes memory from the stack without clearing it: what was left there is outside the machine. Clear it", instruction.Offset);
        }
        else if (instruction.Code.OperandType is OperandType.InlineField)
        {
            ReadField(reader.Field(instruction), instruction);
        }
        else if (instruction.Code.OperandType == OperandType.InlineMethod)
        {
            ReadCall(index, instruction, reader.Method(instruction));
        }
        else if (instruction.Is(OpCodes.Box) || instruction.Is(OpCodes.Constrained) || instruction.Is(OpCodes.Newarr))
        {
            Mention(reader.Type(instruction), isMade: false);
        }
        else if (instruction.Is(OpCodes.Ldtoken) && reader.Member(instruction) is MethodBase named && !Trust.IsTrusted(named.DeclaringType!))
        {
            facts.Calls.Add((named, inHash));
        }
    }

    private void ReadField(FieldInfo field, Instruction instruction)
    {
        var owner = field.DeclaringType!;
        if (Storage.HidesReferences(owner))
        {
            Refuse($"uses {FrameLayout.TypeName(owner)}, in which one object can pass for another, by its layout", instruction.Offset);
        }

        if (!field.IsStatic)
        {
            facts.Fields.Add((field.Module, field.MetadataToken));
            return;
        }

        if (instruction.Is(OpCodes.Ldtoken) || IsCompilers(field))
        {
            return;
        }

        if (Trust.IsFramework(owner))
        {
            if (FrameworkMembers.Of(field) != Permission.Permitted)
            {
                Refuse($"uses {FrameLayout.TypeName(owner)}.{field.Name}, which {FrameworkReasons.Of(field)}", instruction.Offset);
            }
            else if (CultureUse.Compares(field))
            {
                Refuse($"uses {FrameLayout.TypeName(owner)}.{field.Name}, which {FrameworkReasons.Culture}", instruction.Offset);
            }

            return;
        }

        AddInitializer(owner);
        var isWritten = instruction.Is(OpCodes.Stsfld);
        if (field.IsDefined(typeof(StatelessAttribute), false) || Trust.IsClaimed(owner))
        {
            facts.Claims.Add(field);
            return;
        }

        var isMaking = isWritten && field.IsInitOnly && method is ConstructorInfo { IsStatic: true } && method.DeclaringType == owner;
        if (!isMaking && !Trust.IsTrusted(owner))
        {
            facts.Statics.Add((field, isWritten, instruction.Offset));
        }
    }

    private void ReadCall(int index, Instruction instruction, MethodBase called)
    {
        var owner = called.DeclaringType!;
        // The framework's permitted members make no objects of classes that they are handed as type arguments, except where that is their purpose.
        var isOurs = (!Trust.IsTrusted(owner) && !typeof(Delegate).IsAssignableFrom(owner)) || (owner == typeof(Activator) && called.IsGenericMethod);
        foreach (var argument in called is MethodInfo { IsGenericMethod: true } ? called.GetGenericArguments() : [])
        {
            Mention(argument, isMade: true, isOurs);
        }

        foreach (var argument in owner.IsGenericType ? owner.GetGenericArguments() : [])
        {
            Mention(argument, isMade: true, isOurs);
        }

        if (IsCompilers(called) && called.Name == "ThrowSwitchExpressionException" && framework.WhyNotThrown(index) is { } unprintable)
        {
            Refuse($"has a switch without an arm for every value, and the exception that it throws then {unprintable}", instruction.Offset);
        }

        if (owner.IsArray || Trust.IsCore(owner) || IsCompilers(called) || (typeof(Delegate).IsAssignableFrom(owner) && called.Name is ".ctor" or "Invoke"))
        {
            return;
        }

        if (Trust.IsFramework(owner))
        {
            if (framework.WhyNot(index, instruction, called) is { } reason)
            {
                Refuse($"calls {FrameLayout.TypeName(owner)}.{called.Name}, which {reason}", instruction.Offset);
            }
            else if (facts.InCulture is null && framework.IsByCurrentCulture(index, called))
            {
                facts.InCulture =
                    ($"calls {FrameLayout.TypeName(owner)}.{called.Name}, which {FrameworkReasons.InInitializer}", instruction.Offset);
            }

            return;
        }

        if (Trust.IsTrusted(owner))
        {
            facts.Claims.Add(owner);
            return;
        }

        if (instruction.Is(OpCodes.Newobj) && !(IsPutAway(index + 1) && CallsNoVirtual((ConstructorInfo)called)))
        {
            Mention(owner, isMade: false);
        }

        if (called.IsStatic || called.IsConstructor)
        {
            AddInitializer(owner);
        }

        if (!called.IsAbstract && !IsKept(index))
        {
            facts.Calls.Add((called, inHash));
        }
    }

    // A delegate that an initializer puts into a static field, or into a table, and does not call: it is judged where it is used.
    private bool IsKept(int index) => index + 1 < reader.Instructions.Count
        && reader.Instructions[index].Is(OpCodes.Ldftn) && reader.Instructions[index + 1].Is(OpCodes.Newobj)
        && (IsPutAway(index + 2) || (IsPutIntoTable(index + 2) && !callsDelegates.Value));

    private bool IsPutIntoTable(int index) => method is ConstructorInfo { IsStatic: true } && index < reader.Instructions.Count
        && reader.Instructions[index] is var instruction
        && (instruction.Is(OpCodes.Stelem_Ref)
            || ((instruction.Is(OpCodes.Call) || instruction.Is(OpCodes.Callvirt)) && reader.Method(instruction) is { Name: "Add" or "set_Item" } put
                && put.DeclaringType!.Namespace == "System.Collections.Generic" && Trust.IsFramework(put.DeclaringType)));

    // Whether the method, or a lambda in it, calls some delegate.
    private static bool CallsDelegates(MethodReader reader) => reader.Instructions.Any(instruction =>
        instruction.Code.OperandType == OperandType.InlineMethod && reader.Method(instruction) is var called
        && (instruction.Is(OpCodes.Ldftn)
            ? !Trust.IsTrusted(called.DeclaringType!) && new MethodReader(called) is var lambda
                && lambda.Instructions.Any(inner => inner.Code.OperandType == OperandType.InlineMethod && IsInvoke(lambda.Method(inner)))
            : IsInvoke(called)));

    private static bool IsInvoke(MethodBase called) => typeof(Delegate).IsAssignableFrom(called.DeclaringType) && called.Name is "Invoke" or "DynamicInvoke";

    // What an initializer makes and puts into a static field: the object is judged, with what can be called on it, where the field is used.
    private bool IsPutAway(int index) => method is ConstructorInfo { IsStatic: true } && index < reader.Instructions.Count
        && reader.Instructions[index].Is(OpCodes.Stsfld);

    private static bool CallsNoVirtual(ConstructorInfo made)
    {
        var body = new MethodReader(made);
        return body.Instructions.All(instruction => instruction.Code.OperandType != OperandType.InlineMethod
            || body.Method(instruction) is var called && (Trust.IsTrusted(called.DeclaringType!)
                || (called is ConstructorInfo above ? called.DeclaringType == made.DeclaringType || !called.DeclaringType!.IsAssignableFrom(made.DeclaringType) || CallsNoVirtual(above)
                    : called.IsStatic || !called.DeclaringType!.IsAssignableFrom(made.DeclaringType))));
    }

    // Objects of a type that code names as a type argument may be made unnoticed: by new T(), or by default.
    private void Mention(Type type, bool isMade, bool ofClasses = true)
    {
        while (type.HasElementType)
        {
            type = type.GetElementType()!;
        }

        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
        {
            Mention(argument, isMade: true, ofClasses);
        }

        if ((!ofClasses && !type.IsValueType) || type.IsGenericParameter || type.IsInterface || Trust.IsTrusted(type))
        {
            return;
        }

        if (Depth(type) > 12)
        {
            Refuse("makes types of types without end: which code runs then cannot be followed", 0);
            return;
        }

        if (facts.Types.Add(type) && isMade && type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is { } made)
        {
            facts.Calls.Add((made, inHash));
        }
    }

    private static int Depth(Type type) => type.IsGenericType ? 1 + type.GetGenericArguments().Max(Depth)
        : type.HasElementType ? Depth(type.GetElementType()!) : 0;

    private void AddInitializer(Type? type)
    {
        if (type?.TypeInitializer is { } initializer && initializer != method && !Trust.IsTrusted(type)
            && !type.Name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal))
        {
            facts.Calls.Add((initializer, false));
        }
    }

    private void Refuse(string what, int offset) => facts.Refusal ??= (what, offset);

    // Delegates that the compiler caches (<>c.<>9__0_0, <>O.<0>__Name) and constant tables; not <Name>k__BackingField.
    private static bool IsCompilers(FieldInfo field) =>
        field.Name.StartsWith("<>", StringComparison.Ordinal)
        || field.DeclaringType!.Name.StartsWith("<>", StringComparison.Ordinal)
        || field.DeclaringType.Name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal);

    // Spans over inline arrays, switches over strings, and what is thrown where no arm fits; the names cannot be written in C#.
    private static bool IsCompilers(MethodBase called) =>
        called.DeclaringType!.Name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal)
        && (called.Name.StartsWith("InlineArray", StringComparison.Ordinal) || called.Name.StartsWith("Compute", StringComparison.Ordinal)
            || called.Name.StartsWith("Throw", StringComparison.Ordinal));
}
