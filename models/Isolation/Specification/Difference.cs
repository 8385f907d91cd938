namespace Interlock.Isolation.Specifications;

/// <summary>The first difference between what a specification expects and what is seen, for a reader.</summary>
internal static class Difference
{
    /// <summary>The difference; null if there is none.</summary>
    public static string? Of(Components expected, Components seen) =>
        Of("the VM table", expected.Table, seen.Table)
        ?? Of("the host's component", expected.Host, seen.Host)
        ?? Enumerable.Range(0, expected.Vms.Count)
            .Select(vm => Of($"vm {vm}", expected.Vm(vm), seen.Vm(vm)))
            .FirstOrDefault(difference => difference is not null)
        ?? (expected.Loaded == seen.Loaded ? null : $"the CPU has {seen.Loaded} loaded, and not {expected.Loaded}");

    private static string? Of<T>(string what, T? expected, T? seen)
        where T : class => Equals(expected, seen) ? null : $"{what} is ({seen}), and not ({expected})";
}
