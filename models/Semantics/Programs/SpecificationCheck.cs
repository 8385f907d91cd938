using System.Reflection;
using Interlock.Semantics.Machines;
using Interlock.Sync.Stepping;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Semantics.Programs;

/// <summary>
/// Refuses a program whose code, monitors, predicates, symmetry or machine hold or use state outside the words of the machine, and a model
/// whose actions do: what they say would depend on the order in which the search happens to ask them.
/// </summary>
internal static class SpecificationCheck
{
    /// <summary>Refuses a model of plain states.</summary>
    /// <param name="model">The model.</param>
    /// <param name="told">Its method whose answers only readers see.</param>
    /// <returns>What the verdict assumes: that what claims to have no state has none.</returns>
    /// <exception cref="UnsupportedStateException">It holds or uses more than it may.</exception>
    public static IReadOnlyList<string> Require(object model, MethodInfo told) =>
        Assumed(PurityCheck.RequireModel(model, $"the model {model.GetType().Name}", told));

    /// <summary>Refuses a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="machine">What its operations do.</param>
    /// <returns>What the verdict assumes: that what claims to have no state has none.</returns>
    /// <exception cref="UnsupportedStateException">Something holds or uses more than it may.</exception>
    public static IReadOnlyList<string> Require(ConcurrentProgram program, Machine machine)
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

        foreach (var part in machine.Parts)
        {
            claims.UnionWith(PurityCheck.RequireObject(part, $"the machine's {part.GetType().Name}"));
        }

        return Assumed(claims);
    }

    private static IReadOnlyList<string> Assumed(IEnumerable<MemberInfo> claims) =>
    [
        .. claims.Where(claim => !ShippedAssemblies.Include(claim.Module.Assembly))
            .Select(claim => claim is Type ? claim.Name : $"{claim.DeclaringType!.Name}.{claim.Name}").Distinct().Order(StringComparer.Ordinal)
            .Select(name => $"{name} has no state that shows, as its [Stateless] claims"),
    ];

    private static IEnumerable<(string Name, Delegate Function)> Functions(ConcurrentProgram program)
    {
        var predicates = program.Invariants.Concat(program.Finals).Concat(program.Recurrences.Select(recurrence => recurrence.Predicate));
        foreach (var predicate in predicates)
        {
            yield return ($"the predicate '{predicate.Name}'", predicate.Holds);
            if (predicate.Trial is { } trial)
            {
                yield return ($"what puts '{predicate.Name}' to the test", trial);
            }
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
