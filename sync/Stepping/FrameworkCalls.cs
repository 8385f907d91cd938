using System.Reflection;

namespace Interlock.Sync.Stepping;

/// <summary>
/// The framework's methods that answer from somewhere else than their arguments: the clock, chance, the thread, the
/// outside world. Running code twice finds them out only if they answer differently within a few microseconds.
/// </summary>
internal static class FrameworkCalls
{
    private static readonly HashSet<string> Types =
    [
        "System.AppContext", "System.Console", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Environment",
        "System.GC", "System.Security.Cryptography.RandomNumberGenerator", "System.Threading.AsyncLocal`1",
        "System.Threading.Tasks.Parallel", "System.Threading.Thread", "System.Threading.ThreadLocal`1",
        "System.Threading.ThreadPool", "System.Threading.Timer", "System.TimeProvider",
    ];

    private static readonly HashSet<string> Methods =
    [
        "System.DateTime.get_Now", "System.DateTime.get_Today", "System.DateTime.get_UtcNow",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Exception.get_Data", "System.Exception.get_StackTrace", "System.Exception.get_TargetSite",
        "System.Exception.set_HelpLink", "System.Exception.set_Source",
        "System.Guid.CreateVersion7", "System.Guid.NewGuid",
        "System.Random.get_Shared", "System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode",
        "System.Threading.Tasks.Task.Run", "System.Threading.Tasks.TaskFactory.StartNew",
    ];

    private static readonly string[] Namespaces = ["System.IO", "System.Net"];

    /// <summary>Whether a method of the framework answers from somewhere else than its arguments.</summary>
    public static bool DependOnMore(MethodBase method)
    {
        var type = method.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericTypeDefinition() : method.DeclaringType;
        var name = type?.FullName ?? string.Empty;
        return (Types.Contains(name) && method.Name is not ("get_NewLine" or "SuppressFinalize" or "KeepAlive"))
            || Methods.Contains($"{name}.{method.Name}")
            || (name == "System.Random" && method.IsConstructor && method.GetParameters().Length == 0)
            || Namespaces.Any(space => type?.Namespace is { } own
                && (own == space || own.StartsWith(space + ".", StringComparison.Ordinal)));
    }
}
