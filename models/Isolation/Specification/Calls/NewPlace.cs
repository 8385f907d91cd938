using Interlock.Engine.Results;
using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>A page gets a place in a VM: tables that are missing on the way are made of spare ones, and the engine chooses which.</summary>
internal static class NewPlace
{
    /// <summary>Nothing may be there, and there must be spare tables for those that are missing.</summary>
    public static IEnumerable<Refusal> Refusals(Bounds bounds, int vm, int ipa, VmState? state)
    {
        if (state is null)
        {
            yield break;
        }

        if (state.Places[ipa].IsMapped)
        {
            yield return new(HypercallError.Exists, "nothing is mapped there", $"vm {vm} has {state.Places[ipa]} at {ipa}");
            yield break;
        }

        var missing = Missing(bounds, state, ipa).Count();
        if (missing > state.Spares.Count)
        {
            yield return new(
                HypercallError.NoMemory, "there are spare tables for those missing",
                $"{missing} are missing, vm {vm} has {state.Spares.Count}");
        }
    }

    /// <summary>The VM with the place, and with the tables that lead there.</summary>
    public static VmState Put(Bounds bounds, VmState state, VmState? seen, int ipa, Place place)
    {
        foreach (var (level, first) in Missing(bounds, state, ipa).ToList())
        {
            state = Extend(state, seen, level, first);
        }

        return state.With(ipa, place);
    }

    /// <summary>The VM with one of its spare tables in its tree.</summary>
    public static VmState Extend(VmState state, VmState? seen, int level, int first)
    {
        var chosen = seen?.Tables.Values.Where(table => table.Level == level && table.First == first).Select(table => table.Page)
            .Where(page => state.Spares.Values.Contains(page)).Cast<int?>().FirstOrDefault() ?? state.Spares[0];
        return state with
        {
            Spares = Rows.Of(state.Spares.Values.Where(page => page != chosen)),
            Tables = Rows.Of(state.Tables.Values.Append(new TreeTable(level, first, chosen))
                .OrderBy(table => table.First).ThenBy(table => table.Level)),
        };
    }

    private static IEnumerable<(int Level, int First)> Missing(Bounds bounds, VmState state, int ipa) =>
        Enumerable.Range(bounds.FirstLevel + 1, Place.PageLevel - bounds.FirstLevel)
            .Select(level => (Level: level, First: bounds.FirstOfTable(level, ipa)))
            .Where(way => !state.Tables.Values.Any(table => table.Level == way.Level && table.First == way.First));
}
