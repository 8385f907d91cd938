using Interlock.Sync.Stepping.Purity;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Interlock.CoyoteTests.Sync.Purity;

/// <summary>
/// Every member of a reviewed type of the framework is in the table, as the reference assemblies have it: what a later SDK adds fails
/// here until it is reviewed, and is refused meanwhile. With INTERLOCK_UPDATE_EXPECTED=1 it is added as '?', which is refused too.
/// </summary>
public sealed class FrameworkTableTests
{
    private static readonly string Table = Repo.PathOf("sync", "Stepping", "Purity", "members.txt");

    private static readonly Lazy<Dictionary<string, string>> Names = new(() => References()
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .SelectMany(assembly => Types(assembly))
        .GroupBy(type => type.FullName!.Replace('+', '.'))
        .ToDictionary(group => group.Key, group => group.First().FullName!));

    [Fact]
    public void Every_member_of_a_reviewed_type_has_been_looked_at()
    {
        var known = FrameworkMembers.All;
        var compilation = CSharpCompilation.Create("none", references: References().Select(path => MetadataReference.CreateFromFile(path)));
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in known.Keys.Select(TypeOf).Distinct())
        {
            foreach (var member in compilation.GetTypeByMetadataName(type)?.GetMembers().Where(IsReviewed) ?? [])
            {
                if (member.GetDocumentationCommentId() is { } name && !known.ContainsKey(name))
                {
                    missing.Add(name);
                }
            }
        }

        if (missing.Count > 0 && Environment.GetEnvironmentVariable("INTERLOCK_UPDATE_EXPECTED") == "1")
        {
            File.AppendAllLines(Table, missing.Select(name => $"? {name}"));
        }

        Assert.True(missing.Count == 0, $"not reviewed: {string.Join(", ", missing.Take(20))} ({missing.Count})");
    }

    [Fact]
    public void Every_line_has_been_decided() =>
        Assert.DoesNotContain(File.ReadLines(Table), line => line.Length < 3 || line[0] is not ('+' or 'f' or '-') || line[1] != ' ');

    [Theory]
    [InlineData(typeof(Environment), "get_ProcessorCount", "NotReviewed")]
    [InlineData(typeof(string), "Intern", "Refused")]
    [InlineData(typeof(string), "get_Length", "Permitted")]
    [InlineData(typeof(GC), "GetTotalAllocatedBytes", "NotReviewed")]
    public void Says(Type type, string method, string permission) =>
        Assert.Equal(permission, FrameworkMembers.Of(type.GetMethod(method)!).ToString());

    private static bool IsReviewed(ISymbol member) => member switch
    {
        IMethodSymbol method => IsSeen(method) && method.MethodKind is not (MethodKind.StaticConstructor or MethodKind.Destructor)
            && !(method.MethodKind == MethodKind.Constructor && method.IsImplicitlyDeclared && method.ContainingType.IsValueType),
        IFieldSymbol { IsStatic: true, IsConst: false } field => IsSeen(field),
        _ => false,
    };

    private static bool IsSeen(ISymbol member) =>
        member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    // The type's name as metadata has it: nested types follow a plus sign.
    private static string TypeOf(string member)
    {
        var name = member[2..].Split('(')[0].Split('~')[0];
        name = name[..name.LastIndexOf('.')];
        return Names.Value.GetValueOrDefault(name, name);
    }

    private static IEnumerable<Type> Types(string assembly)
    {
        try
        {
            var loaded = System.Reflection.Assembly.Load(assembly);
            return loaded.GetExportedTypes().Concat(loaded.GetForwardedTypes());
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException or System.Reflection.ReflectionTypeLoadException)
        {
            return [];
        }
    }

    // dotnet/packs/Microsoft.NETCore.App.Ref/<version>/ref/net10.0 beside dotnet/shared/Microsoft.NETCore.App/<version>.
    private static string[] References()
    {
        var runtime = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        var packs = new DirectoryInfo(Path.Combine(runtime.Parent!.Parent!.Parent!.FullName, "packs", "Microsoft.NETCore.App.Ref"));
        var newest = packs.EnumerateDirectories().Where(version => version.Name.StartsWith("10.", StringComparison.Ordinal))
            .MaxBy(version => version.Name)!;
        return Directory.GetFiles(Path.Combine(newest.FullName, "ref", "net10.0"), "System*.dll");
    }
}
