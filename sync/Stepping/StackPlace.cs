using System.Diagnostics;
using System.Reflection;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Sync.Stepping;

/// <summary>Where a thread stands in code that is neither the framework's nor the stepping core's, in words.</summary>
public static class StackPlace
{
    /// <summary>The innermost call of the calling thread that is neither the framework's nor the stepping core's; empty if there is no source for it.</summary>
    public static Site Here() => SiteOf(new StackTrace(fNeedFileInfo: true), out _);

    /// <summary>Where a thread stood: the method and its place in words, for a reader.</summary>
    /// <param name="stack">Its stack.</param>
    /// <returns><c>TicketLock.Acquire (sync/Primitives/TicketLock.cs:20)</c>; null if no code with a source was running.</returns>
    public static string? Text(StackTrace stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var site = SiteOf(stack, out var method);
        return method is null ? null : $"{NameOf(method)} ({site})";
    }

    /// <summary>A method and its first line in words.</summary>
    /// <returns><c>TicketLock.Acquire (sync/Primitives/TicketLock.cs:20)</c>; without a place if there is no source for it.</returns>
    public static string TextOf(MethodBase method) => $"{NameOf(method)}{SourceLines.Behind(SourceLines.Of(method))}";

    private static Site SiteOf(StackTrace stack, out MethodBase? method)
    {
        foreach (var frame in stack.GetFrames())
        {
            if (frame.GetMethod() is { DeclaringType: { } type } found && frame.GetFileName() is { } file && !PurityCheck.IsTrusted(type))
            {
                method = found;
                return new Site(file, frame.GetFileLineNumber());
            }
        }

        method = null;
        return default;
    }

    /// <summary>A method as it is called in the source: an async method by itself, not by its state machine, a lambda by the method that it stands in.</summary>
    public static string NameOf(MethodBase method)
    {
        ArgumentNullException.ThrowIfNull(method);
        var type = method.DeclaringType!;
        if (type.Name.StartsWith('<') && method.Name == "MoveNext")
        {
            return FrameLayout.MethodName(type);
        }

        while (type.Name.StartsWith('<') && type.DeclaringType is { } outer)
        {
            type = outer;
        }

        var name = method.Name.TrimStart('<');
        return $"{FrameLayout.TypeName(type)}.{(name.Length < method.Name.Length && name.Contains('>', StringComparison.Ordinal) ? name[..name.IndexOf('>', StringComparison.Ordinal)] : name)}";
    }
}
