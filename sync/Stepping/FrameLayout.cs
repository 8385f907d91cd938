using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Sync.Stepping;

/// <summary>Names of compiled methods and types, as a programmer wrote them.</summary>
internal static class FrameLayout
{
    /// <summary>The method that a state machine was compiled from: <c>TicketLock.Acquire</c>.</summary>
    public static string MethodName(Type stateMachine) => Method(stateMachine, string.Empty).FullName;

    /// <summary>The method of a state machine, with its arguments in words.</summary>
    public static WaitingMethod Method(Type stateMachine, string arguments)
    {
        var owner = stateMachine.DeclaringType;
        while (owner is { DeclaringType: not null } && owner.Name.StartsWith('<'))
        {
            owner = owner.DeclaringType;
        }

        return new(owner is null ? "?" : TypeName(owner), SourceName(stateMachine.Name), arguments);
    }

    /// <summary>The method that a compiled one was compiled from, in a type that the compiler made or not.</summary>
    public static string MethodName(Type owner, string compiled)
    {
        var outer = owner;
        while (outer is { DeclaringType: not null } && outer.Name.StartsWith('<'))
        {
            outer = outer.DeclaringType;
        }

        return $"{TypeName(outer)}.{SourceName(compiled)}";
    }

    /// <summary>A type with its generic arguments: <c>List&lt;Int32&gt;</c>.</summary>
    public static string TypeName(Type type)
    {
        if (type.IsArray)
        {
            return TypeName(type.GetElementType()!) + "[]";
        }

        if (CompilersName(type) is { } words)
        {
            return words;
        }

        var name = type.IsNested && !type.Name.StartsWith('<') && !type.DeclaringType!.Name.StartsWith('<')
            ? $"{type.DeclaringType!.Name.Split('`')[0]}.{type.Name}"
            : type.Name;
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>"
            : name;
    }

    // Generated types, by the source that they were generated from.
    private static string? CompilersName(Type type) =>
        type.Name.StartsWith("<>z__", StringComparison.Ordinal)
            ? $"IReadOnlyList<{TypeName(type.GetGenericArguments()[0])}> (a collection expression)"
        : type.Name.StartsWith("<>f__", StringComparison.Ordinal) ? "an anonymous type"
        : CapturedVariables.IsClosure(type) ? "a lambda's captured variables"
        : type.Name.StartsWith('<') ? $"{MethodName(type)} ({(typeof(IAsyncStateMachine).IsAssignableFrom(type) ? "a Step" : "an iterator")})"
        : null;

    /// <summary>A hoisted local or parameter: <c>ticket</c> of <c>&lt;ticket&gt;5__2</c>.</summary>
    public static string LocalName(FieldInfo field) =>
        field.Name.EndsWith("__this", StringComparison.Ordinal) ? "this" : SourceName(field.Name);

    /// <summary>The parameters of a suspended method that are plain values: <c>vm 0, page 1</c>.</summary>
    public static string Arguments(object machine) => string.Join(", ", machine.GetType()
        .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(field => !field.Name.StartsWith('<') && (field.FieldType.IsPrimitive || field.FieldType.IsEnum))
        .Select(field => $"{field.Name} {field.GetValue(machine)}"));

    // <Acquire>d__3, <ticket>5__2, and for lambdas <<Body>b__0>d; names without brackets stay.
    private static string SourceName(string name)
    {
        var inner = name.TrimStart('<');
        var end = inner.IndexOf('>', StringComparison.Ordinal);
        return inner.Length == name.Length || end <= 0 ? name : inner[..end] switch
        {
            ".cctor" or "-cctor" => "initializer",
            ".ctor" or "-ctor" => "constructor",
            var source => source,
        };
    }
}

/// <summary>What is known of one state machine: how to copy it, and how to encode it where it is suspended.</summary>
/// <typeparam name="TStateMachine">The compiler's state machine.</typeparam>
internal static class FrameLayout<TStateMachine>
    where TStateMachine : IAsyncStateMachine
{
    private static readonly Func<object, object> Clone =
        typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object, object>>();

    // One encoder per suspension point, made when a frame is first seen there.
    private static readonly Lock Gate = new();
    private static volatile Layout? layout;

    private delegate void Encoder(ref TStateMachine machine, Encoding into);

    private delegate int StateReader(ref TStateMachine machine);

    public static TStateMachine Copy(TStateMachine machine) =>
        typeof(TStateMachine).IsValueType ? machine : (TStateMachine)Clone(machine);

    /// <summary>A number for the method and where it is suspended, and the locals that may still be read there.</summary>
    public static (ulong Code, IReadOnlyList<FieldInfo> Locals) Live(ref TStateMachine machine)
    {
        var known = layout ?? Make();
        var state = known.State(ref machine);
        return ((known.Identity * 31) + (ulong)(uint)state, known.Live(state));
    }

    public static void Encode(ref TStateMachine machine, Encoding into)
    {
        var known = layout ?? Make();
        var state = known.State(ref machine);
        into.Add(known.Identity);
        into.Add((ulong)(uint)state);
        known.At(state)(ref machine, into);
    }

    /// <summary>Looks into the method, unless that was done before.</summary>
    public static void Learn() => _ = layout ?? Make();

    private static Layout Make()
    {
        lock (Gate)
        {
            return layout ??= new Layout();
        }
    }

    private sealed class Layout
    {
        private readonly Liveness liveness = Liveness.Of(typeof(TStateMachine));
        private volatile Encoder?[] encoders = [];

        public Layout()
        {
            PurityCheck.Require(typeof(TStateMachine));
            var (machine, field) = Field(liveness.StateField);
            State = Expression.Lambda<StateReader>(field, machine).Compile();
            Identity = TypeIdentity.Of(typeof(TStateMachine));
        }

        public ulong Identity { get; }

        public StateReader State { get; }

        public IReadOnlyList<FieldInfo> Live(int state) => liveness.At(state);

        public Encoder At(int state)
        {
            var known = encoders;
            return state < known.Length && known[state] is { } encoder ? encoder : Add(state);
        }

        private static (ParameterExpression Machine, MemberExpression Field) Field(FieldInfo field)
        {
            var machine = Expression.Parameter(typeof(TStateMachine).MakeByRefType());
            return (machine, Expression.Field(machine, field));
        }

        private Encoder Add(int state)
        {
            lock (Gate)
            {
                var known = encoders.ToArray();
                Array.Resize(ref known, Math.Max(known.Length, state + 1));
                var machine = Expression.Parameter(typeof(TStateMachine).MakeByRefType());
                var into = Expression.Parameter(typeof(Encoding));
                var parts = liveness.At(state).Select(field => FieldEncoding.Of(
                    Expression.Field(machine, field),
                    into,
                    new Owner(
                        FrameLayout.MethodName(typeof(TStateMachine)),
                        MachineSource.Local(typeof(TStateMachine), field),
                        At: MachineSource.Suspended(typeof(TStateMachine), state))));
                var encoder = Expression
                    .Lambda<Encoder>(Expression.Block(parts.Append(Expression.Empty())), machine, into)
                    .Compile();
                known[state] = encoder;
                encoders = known;
                return encoder;
            }
        }
    }
}
