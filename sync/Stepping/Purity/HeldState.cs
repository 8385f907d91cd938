using System.Collections.Immutable;
using System.Reflection;

namespace Interlock.Sync.Stepping.Purity;

/// <summary>
/// The objects that code holds from before: what a delegate captured, what a monitor refers to, what static fields hold. Nothing that code
/// touches of them may change. A field that no code touches cannot matter, so closures may hold more than their lambdas use.
/// </summary>
/// <param name="reach">The code.</param>
internal sealed class HeldState(Reach reach)
{
    private const BindingFlags OwnFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const int Deepest = 200;

    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<Held> pending = new();
    private List<(Held Owner, FieldInfo Field)> untouched = [];

    /// <summary>Why an object that is held makes the code refused: by the path to it, its type and the reason.</summary>
    public delegate UnsupportedStateException Refusal(string path, Type type, string reason);

    /// <summary>Adds an object.</summary>
    /// <param name="value">The object.</param>
    /// <param name="name">What a reader calls it; empty for a closure, whose variables have names of their own.</param>
    /// <param name="refusal">Says why the code is refused.</param>
    /// <param name="isCopy">Whether it is a struct that is boxed here, and shared with nobody.</param>
    public void Add(object? value, string name, Refusal? refusal = null, bool isCopy = false) =>
        pending.Enqueue(new Held(value, name, isCopy, 0, refusal ?? Captured));

    /// <summary>Judges all that is held and touched by the code so far.</summary>
    public void Follow()
    {
        var (waiting, touched) = (untouched, false);
        untouched = [];
        foreach (var (owner, field) in waiting)
        {
            if (reach.Touches(field))
            {
                Judge(owner, field);
                touched = true;
            }
            else
            {
                untouched.Add((owner, field));
            }
        }

        while (pending.TryDequeue(out var held))
        {
            Judge(held);
        }

        if (touched && untouched.Exists(one => reach.Touches(one.Field)))
        {
            Follow();
        }
    }

    private UnsupportedStateException Captured(string path, Type type, string reason) => reach.Refuse(
        $"{reach.User} uses what it captured, '{path}' of type {FrameLayout.TypeName(type)}: {reason}. " +
        "Keep shared state in the machine's memory, and capture values or immutable objects",
        null);

    private void Judge(Held held)
    {
        if (held.Value is not { } value)
        {
            return;
        }

        var type = value.GetType();
        if (type.IsPrimitive && type != typeof(nint) && type != typeof(nuint))
        {
            return;
        }

        if (value is string or MemberInfo or Enum or decimal)
        {
            return;
        }

        if (Trust.IsClaimed(type))
        {
            if (type.GetCustomAttribute<StatelessAttribute>(false) is { IsOfSearch: true })
            {
                throw held.Refuse(held.Path, type, "it is the search's own");
            }

            reach.Claim(type);
            return;
        }

        if (ObjectEncoding.WhyUnreadable(type) is { } unreadable)
        {
            throw held.Refuse(held.Path, type, unreadable);
        }

        if (!type.IsValueType && !seen.Add(value))
        {
            return;
        }

        if (held.Depth > Deepest)
        {
            throw held.Refuse(held.Path, type, "its object graph is too deep to look through");
        }

        if (value is Delegate call)
        {
            foreach (var one in call.GetInvocationList())
            {
                if (WhyNot(one.Method) is { } reason)
                {
                    throw held.Refuse(held.Path, type, reason);
                }

                reach.Add(one.Method);
                pending.Enqueue(held.Inside(one.Target, one.Target is { } target && CapturedVariables.IsClosure(target.GetType()) ? null : "this"));
            }

            return;
        }

        if (type.IsArray)
        {
            throw held.Refuse(held.Path, type, ObjectEncoding.WhyMutable(type)!);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            JudgeElements(held, (Array?)type.GetFields(OwnFields)[0].GetValue(value));
            return;
        }

        if (type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal) && value is System.Collections.IEnumerable list)
        {
            JudgeElements(held, list.Cast<object?>().ToArray()); // a collection expression: what it wraps belongs to it alone
            return;
        }

        JudgeFields(held, value, type);
    }

    // Code was looked at where it makes a delegate; this one was made elsewhere.
    private static string? WhyNot(MethodInfo called) => called.DeclaringType is not { } owner ? "code that was made at run time cannot be looked at"
        : Trust.IsFramework(owner) && FrameworkMembers.Of(called) != Permission.Permitted
            ? $"it calls {FrameLayout.TypeName(owner)}.{called.Name}, which {FrameworkReasons.Of(called)}"
        : null;

    private void JudgeElements(Held held, Array? elements)
    {
        if (elements is null || elements.GetType().GetElementType() is { IsPrimitive: true } || !seen.Add(elements))
        {
            return;
        }

        for (var index = 0; index < elements.Length; index++)
        {
            pending.Enqueue(held.Inside(elements.GetValue(index), $"[{index}]", isCopy: elements.GetType().GetElementType()!.IsValueType));
        }
    }

    private void JudgeFields(Held held, object value, Type type)
    {
        if (Trust.IsFramework(type) && FrameworkReasons.IsOrderedByHash(type))
        {
            throw held.Refuse(held.Path, type, $"it {FrameworkReasons.Order}");
        }

        reach.Add(type);
        // Code that is not looked into touches what the framework's classes declare, and all of a struct that is compared part by part.
        var isCompared = type.IsValueType && type.GetMethod(nameof(Equals), [typeof(object)])!.DeclaringType == typeof(ValueType);
        for (var declaring = type; declaring is not null && declaring != typeof(object) && !Trust.IsClaimed(declaring); declaring = declaring.BaseType)
        {
            var isFramework = Trust.IsFramework(declaring);
            if (isFramework && !type.IsValueType && ObjectEncoding.WhyMutable(declaring) is { } mutable)
            {
                throw held.Refuse(held.Path, type, mutable);
            }

            // What else an exception has is about where it was thrown, and no member shows that is permitted.
            foreach (var field in declaring.GetFields(OwnFields).Where(field => declaring != typeof(Exception) || field.Name == "_innerException"))
            {
                if (isFramework || isCompared || reach.Touches(field))
                {
                    Judge(held, field);
                }
                else
                {
                    untouched.Add((held, field));
                }
            }
        }
    }

    private void Judge(Held owner, FieldInfo field)
    {
        if (field.IsDefined(typeof(StatelessAttribute), false))
        {
            reach.Claim(field);
            return;
        }

        var value = owner.Value!;
        var name = FrameLayout.LocalName(field);
        if (!owner.IsCopy && !field.IsInitOnly && !Trust.IsFramework(field.DeclaringType!) && WhyMutable(value.GetType(), field, name) is { } reason)
        {
            throw owner.Refuse(IsVariable(field) ? owner.Path.Length == 0 ? name : owner.Path : owner.Path, field.DeclaringType!, reason);
        }

        pending.Enqueue(owner.Inside(field.GetValue(value), name, isCopy: field.FieldType.IsValueType));
    }

    private static string? WhyMutable(Type type, FieldInfo field, string name) =>
        (CapturedVariables.IsClosure(type) && !type.IsValueType) || IsVariable(field)
            ? CapturedVariables.WhyMutable(CapturedVariables.IsClosure(type) ? type : field.DeclaringType!, field)
            : $"its field '{name}' can be changed by whoever shares it";

    // The parameter of a primary constructor.
    private static bool IsVariable(FieldInfo field) =>
        field.IsPrivate && field.Name.StartsWith('<') && field.Name.EndsWith(">P", StringComparison.Ordinal);

    private sealed record Held(object? Value, string Path, bool IsCopy, int Depth, Refusal Refuse)
    {
        public Held Inside(object? value, string? name, bool isCopy = false) => this with
        {
            Value = value,
            Path = name is null ? Path : Path.Length == 0 ? name : name.StartsWith('[') ? Path + name : $"{Path}.{name}",
            IsCopy = isCopy,
            Depth = Depth + 1,
        };
    }
}
