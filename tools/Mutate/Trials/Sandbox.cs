using System.Reflection;
using System.Runtime.Loader;

namespace Interlock.Mutate.Trials;

/// <summary>The assemblies of the project loaded a second time, some of them changed, apart from those that run here.</summary>
internal sealed class Sandbox : AssemblyLoadContext, IDisposable
{
    private readonly IReadOnlyDictionary<string, byte[]> changed;
    private readonly string folder;

    public Sandbox(IReadOnlyDictionary<string, byte[]> changed, string folder)
        : base(isCollectible: true)
    {
        this.changed = changed;
        this.folder = folder;
    }

    /// <summary>Explores a scenario of these assemblies.</summary>
    public string Run(TrialRequest request, int workers) => Of(typeof(Trial)).GetMethod(nameof(Trial.Run))!
        .CreateDelegate<Func<string, long, double, int, string>>()(request.Scenario, request.MaxStates, request.MaxSeconds, workers);

    /// <summary>A type of this project as it is here.</summary>
    public Type Of(Type type) => LoadFromAssemblyName(type.Assembly.GetName()).GetType(type.FullName!)!;

    public void Dispose() => Unload();

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        if (changed.TryGetValue(name, out var image))
        {
            return LoadFromStream(new MemoryStream(image));
        }

        return name.StartsWith("Interlock.", StringComparison.Ordinal) ? LoadFromAssemblyPath(Path.Combine(folder, $"{name}.dll")) : null;
    }
}
