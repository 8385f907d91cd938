using System.Collections.Concurrent;
using System.Reflection;

namespace Interlock.Sync.Stepping.Purity;

/// <summary>
/// The framework's members that are functions of their arguments, as reviewed: <c>members.txt</c>, a member a line. A member that
/// is not in it is refused, so what a later framework adds is refused until it has been looked at; a test compares the table with the
/// reference assemblies.
/// </summary>
internal static class FrameworkMembers
{
    /// <summary>The table's name among the assembly's resources.</summary>
    public const string Resource = "members.txt";

    private static readonly Lazy<Dictionary<string, Permission>> Table = new(Load);
    private static readonly ConcurrentDictionary<MemberInfo, Permission> Known = new();

    /// <summary>What the table says, by documentation name.</summary>
    public static IReadOnlyDictionary<string, Permission> All => Table.Value;

    /// <summary>Whether code may call a method of the framework.</summary>
    public static Permission Of(MethodBase method) => Known.GetOrAdd(method, static member => Look(DocumentationId.Of((MethodBase)member)));

    /// <summary>Whether code may read a static field of the framework.</summary>
    public static Permission Of(FieldInfo field) => Known.GetOrAdd(field, static member => Look(DocumentationId.Of((FieldInfo)member)));

    private static Permission Look(string name) => Table.Value.GetValueOrDefault(name);

    private static Dictionary<string, Permission> Load()
    {
        using var text = new StreamReader(typeof(FrameworkMembers).Assembly.GetManifestResourceStream(Resource)!);
        var table = new Dictionary<string, Permission>(StringComparer.Ordinal);
        while (text.ReadLine() is { } line)
        {
            if (line.Length > 2 && line[0] is '+' or 'f' or '-')
            {
                table.Add(line[2..], line[0] switch
                {
                    '+' => Permission.Permitted,
                    'f' => Permission.Formats,
                    _ => Permission.Refused,
                });
            }
        }

        return table;
    }
}
