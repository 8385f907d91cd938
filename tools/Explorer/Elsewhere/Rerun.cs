using System.Threading;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Elsewhere;

/// <summary>Runs code again on a thread of its own, in an unusual culture and another order.</summary>
internal static class Rerun
{
    private const int StackBytes = 16 << 20;

    /// <summary>What code does something else than it did; null if it all does the same.</summary>
    /// <param name="system">Whose code.</param>
    /// <param name="steps">What it did.</param>
    public static string? FirstOther(TransitionSystem system, IReadOnlyList<CodeStep> steps) => steps.Count == 0
        ? null
        : InUnusualCulture(() => system.FirstOther(steps));

    /// <summary>Does something on a thread of its own, in an unusual culture.</summary>
    public static string? InUnusualCulture(Func<string?> look)
    {
        string? other = null;
        var thread = new Thread(() => other = Guarded(look), StackBytes)
        {
            IsBackground = true,
            CurrentCulture = UnusualCulture.Instance,
            CurrentUICulture = UnusualCulture.Instance,
        };
        thread.Start();
        thread.Join();
        return other;
    }

    private static string? Guarded(Func<string?> look)
    {
        try
        {
            return look();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"what code did cannot be repeated: {exception.Message}";
        }
    }
}
