using System.Reflection;
using Interlock.Sync.Stepping;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Semantics.Programs;

/// <summary>
/// Refuses a program whose code, monitors, predicates or symmetry hold or use state outside the words of the machine: their results would
/// depend on the order in which the search calls them.
/// </summary>
internal static class SpecificationCheck
{
    /// <summary>Checks a program.</summary>
    /// <returns>The assumptions of the verdict: the claims of <see cref="StatelessAttribute"/>.</returns>
    /// <exception cref="UnsupportedStateException">The program holds or uses such state.</exception>
    public static IReadOnlyList<string> Require(ConcurrentProgram program)
    {
        var claims = new HashSet<MemberInfo>();
        foreach (var code in program.Vcpus.Distinct())
        {
            claims.UnionWith(PurityCheck.Require(code));
        }

        foreach (var monitor in program.Monitors)
        {
            claims.UnionWith(PurityCheck.RequireObject(monitor, $"the monitor {monitor.GetType().Name}"));
        }

        if (program.Symmetry is { } symmetry)
        {
            claims.UnionWith(PurityCheck.RequireObject(symmetry, $"the symmetry {symmetry.GetType().Name}"));
        }

        foreach (var (name, function) in Functions(program))
        {
            claims.UnionWith(PurityCheck.Require(function, name));
        }

        return
        [
            .. claims.Where(claim => !program.Reviewed.Contains(claim.Module.Assembly))
                .Select(claim => claim is Type ? claim.Name : $"{claim.DeclaringType!.Name}.{claim.Name}").Distinct().Order(StringComparer.Ordinal)
                .Select(name => $"{name} has no state that shows, as its [Stateless] claims"),
        ];
    }

    private static IEnumerable<(string Name, Delegate Function)> Functions(ConcurrentProgram program)
    {
        var predicates = program.Invariants.Concat(program.Finals).Concat(program.Recurrences.Select(recurrence => recurrence.Predicate));
        foreach (var predicate in predicates)
        {
            yield return ($"the predicate '{predicate.Name}'", predicate.Holds);
        }

        foreach (var count in program.Counts)
        {
            yield return ($"the count '{count.Name}'", count.Part);
        }

        foreach (var fact in program.Facts)
        {
            yield return ($"the fact '{fact.Name}'", fact.Read);
        }

        if (program.Picture is { } picture)
        {
            yield return ("the picture", picture);
        }

        foreach (var condition in program.Discipline?.Conditions ?? [])
        {
            yield return ($"the condition on {condition.Word}", condition.Holds);
        }
    }
}
