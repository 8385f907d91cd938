using System.Reflection;

namespace Interlock.Sync.Stepping;

/// <summary>A local of a suspended method, or a field of a struct in one.</summary>
public sealed class SuspendedLocal
{
    private readonly Type machine;
    private readonly FieldInfo[] path;

    private SuspendedLocal(Type machine, FieldInfo[] path, ulong value, int bits)
    {
        (this.machine, this.path) = (machine, path);
        (Value, Bits) = (value, bits);
    }

    /// <summary>The number that it holds; of what is no number, one that is the same for equal content.</summary>
    public ulong Value { get; }

    /// <summary>How wide a number it is, 32 or 64 bits; zero for whatever is narrower or no number.</summary>
    public int Bits { get; }

    /// <summary>The local's name, with the path to the field inside it; of a variable that the compiler made, what it is for.</summary>
    public string Name => string.Join('.', path.Skip(1).Select(FrameLayout.LocalName).Where(name => !name.StartsWith('<'))
        .Prepend(MachineSource.Local(machine, path[0])));

    /// <summary>Whether its name is one of the source.</summary>
    public bool IsNamed => !MachineSource.IsHidden(path[0]);

    /// <summary>Where it is first assigned; of a parameter, where its method begins. Null if that is not known.</summary>
    public Site? Declared => MachineSource.Declared(machine, path[0]);

    /// <summary>A number for the place, the same whatever it holds.</summary>
    public ulong Place => path.Aggregate(TypeIdentity.Of(machine), (place, step) => (place * 31) + (ulong)(uint)step.MetadataToken);

    internal static IEnumerable<SuspendedLocal> Of(object machine, FieldInfo field, Owner owner) =>
        Of(machine.GetType(), [field], field.GetValue(machine), field.FieldType, owner);

    /// <summary>Adds to the number, in a copy of a state machine.</summary>
    internal void Move(object copy, ulong by) => Move(copy, 0, by);

    private static IEnumerable<SuspendedLocal> Of(Type machine, FieldInfo[] path, object? value, Type declared, Owner owner)
    {
        switch (value)
        {
            case int number:
                return [new(machine, path, unchecked((ulong)number), 32)];
            case uint number:
                return [new(machine, path, number, 32)];
            case long number:
                return [new(machine, path, unchecked((ulong)number), 64)];
            case ulong number:
                return [new(machine, path, number, 64)];
        }

        if (declared is { IsValueType: true, IsPrimitive: false, IsEnum: false, IsGenericType: false })
        {
            return declared
                .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .SelectMany(field => Of(machine, [.. path, field], field.GetValue(value), field.FieldType, owner));
        }

        var content = new Encoding();
        ObjectEncoding.Encode(value, declared, content, owner);
        var hash = 14695981039346656037UL; // FNV-1a (Fowler, Noll, Vo), of words: it only tells values apart for a message
        foreach (var word in content.Words)
        {
            hash = (hash ^ word) * 1099511628211UL;
        }

        return [new(machine, path, hash, 0)];
    }

    private void Move(object holder, int depth, ulong by)
    {
        var field = path[depth];
        var value = field.GetValue(holder)!;
        if (depth + 1 < path.Length)
        {
            Move(value, depth + 1, by); // a struct, boxed: the copy is put back
        }

        field.SetValue(holder, unchecked(value switch
        {
            int number => number + (int)by,
            uint number => number + (uint)by,
            long number => number + (long)by,
            ulong number => number + by,
            _ => value,
        }));
    }
}
