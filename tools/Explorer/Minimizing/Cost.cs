using Interlock.Explorer.Verdicts;

namespace Interlock.Explorer.Minimizing;

/// <summary>
/// What a reader has to follow: a schedule with fewer context switches is simpler, and of those the one with fewer steps.
/// </summary>
/// <param name="Switches">How often another actor takes the next step.</param>
/// <param name="Steps">How many steps there are.</param>
public readonly record struct Cost(int Switches, int Steps) : IComparable<Cost>
{
    /// <summary>Of a schedule.</summary>
    public static Cost Of(IReadOnlyList<Choice> schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return new Cost(schedule.Skip(1).Where((choice, index) => choice.Actor != schedule[index].Actor).Count(), schedule.Count);
    }

    /// <inheritdoc/>
    public int CompareTo(Cost other) => (Switches, Steps).CompareTo((other.Switches, other.Steps));

    /// <summary>Whether one is simpler than the other.</summary>
    public static bool operator <(Cost left, Cost right) => left.CompareTo(right) < 0;

    /// <summary>Whether one is less simple than the other.</summary>
    public static bool operator >(Cost left, Cost right) => left.CompareTo(right) > 0;

    /// <summary>Whether one is at least as simple as the other.</summary>
    public static bool operator <=(Cost left, Cost right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one is at most as simple as the other.</summary>
    public static bool operator >=(Cost left, Cost right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Steps} steps, {Switches} context switches";
}
