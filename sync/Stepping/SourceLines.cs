using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace Interlock.Sync.Stepping;

/// <summary>
/// Where compiled code stands in the source, for messages: read from portable symbols (.pdb), inside the assembly or beside it.
/// Null where there are none, as of the framework, of code that was made at run time and of lines that the compiler hides.
/// </summary>
public static class SourceLines
{
    private static readonly ConcurrentDictionary<Assembly, MetadataReader?> Symbols = new();

    /// <summary>Where a method begins; for an async method or an iterator, where the body that its author wrote begins.</summary>
    public static Site? Of(MethodBase method) => At(method, 0);

    /// <summary>Where an instruction of a method stands.</summary>
    /// <param name="method">The method; what an async method does stands in the <c>MoveNext</c> of its state machine.</param>
    /// <param name="offset">Where the instruction begins, in bytes.</param>
    public static Site? At(MethodBase method, int offset)
    {
        ArgumentNullException.ThrowIfNull(method);
        var points = PointsOf(method);
        return points.Count == 0 ? null : SiteOf(method, points.LastOrDefault(point => point.Offset <= offset, points[0]));
    }

    /// <summary>Where the async method stands that runs on this thread, innermost first; null if none does.</summary>
    public static Site? Running()
    {
        var frame = Array.Find(new StackTrace().GetFrames(), frame =>
            typeof(IAsyncStateMachine).IsAssignableFrom(frame.GetMethod()?.DeclaringType));
        return frame is null ? null : At(frame.GetMethod()!, frame.GetILOffset());
    }

    /// <summary>The same as words to put behind a name: <c> (file:line)</c>, or nothing.</summary>
    public static string Behind(Site? site) => site is { } known ? $" ({known})" : string.Empty;

    /// <summary>
    /// Whether an instruction evaluates what a <c>foreach</c> goes through: before it in its line stands a point of two columns, the
    /// <c>in</c>.
    /// </summary>
    internal static bool IsWhatForeachGoesThrough(MethodBase method, int offset)
    {
        var points = PointsOf(method);
        var at = points.LastOrDefault(point => point.Offset <= offset);
        return points.Any(point => point.StartLine == at.StartLine && point.EndLine == at.StartLine
            && point.EndColumn == point.StartColumn + 2 && point.EndColumn <= at.StartColumn);
    }

    private static List<SequencePoint> PointsOf(MethodBase method)
    {
        var written = method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType.GetMethod(
            "MoveNext", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) ?? method;
        return Reader(written) is { } reader && Handle(written) is { } handle
            ? [.. reader.GetMethodDebugInformation(handle).GetSequencePoints().Where(point => !point.IsHidden)]
            : [];
    }

    private static Site SiteOf(MethodBase method, SequencePoint point)
    {
        var reader = Reader(method)!;
        return new Site(reader.GetString(reader.GetDocument(point.Document).Name), point.StartLine);
    }

    private static MetadataReader? Reader(MethodBase method) => Symbols.GetOrAdd(method.Module.Assembly, Open);

    // Tokens of methods that were made at run time are not of a module's table.
    private static MethodDebugInformationHandle? Handle(MethodBase method) =>
        (method.MetadataToken >> 24) == (int)TableIndex.MethodDef && (method.MetadataToken & 0xFFFFFF) is > 0 and var row
            ? MetadataTokens.MethodDebugInformationHandle(row)
            : null;

    // The provider must live as long as its reader: both live as long as the assembly.
    private static MetadataReader? Open(Assembly assembly)
    {
        try
        {
            if (assembly.IsDynamic || assembly.Location.Length == 0)
            {
                return null;
            }

            using var image = new PEReader(new MemoryStream(File.ReadAllBytes(assembly.Location)));
            return image.TryOpenAssociatedPortablePdb(
                assembly.Location,
                path => File.Exists(path) ? new MemoryStream(File.ReadAllBytes(path)) : null,
                out var provider,
                out _)
                ? provider!.GetMetadataReader()
                : null;
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            return null; // a message without a line is better than none
        }
    }
}
