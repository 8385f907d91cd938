using System.Globalization;
using Interlock.Explorer.Verdicts;

namespace Interlock.Explorer.Checks;

/// <summary>
/// Schedules in a line: the initial state, then who takes each step, with the outcome if it is not the first one, and a tilde before the
/// first step that repeats for ever: <c>0: 1 0 2.1 ~ 1 0</c>.
/// </summary>
internal static class ScheduleText
{
    private const string Repeats = "~";

    public static string Of(Counterexample counterexample)
    {
        var steps = counterexample.Schedule.Select(choice => choice.Outcome == 0 ? $"{choice.Actor}" : $"{choice.Actor}.{choice.Outcome}")
            .ToList();
        if (counterexample.Loop is { } loop)
        {
            steps.Insert(loop, Repeats);
        }

        return string.Join(' ', steps.Prepend($"{counterexample.Initial}:"));
    }

    /// <exception cref="FormatException">It is no schedule.</exception>
    public static (int Initial, IReadOnlyList<Choice> Choices, int? Loop) Parse(string schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var words = schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !words[0].EndsWith(':'))
        {
            throw new FormatException(
                $"'{schedule}' is no schedule: it begins with the number of an initial state and a colon, as in '0: 1 0'.");
        }

        var loop = Array.IndexOf(words, Repeats);
        var choices = words.Skip(1).Where(word => word != Repeats).Select(ChoiceOf).ToList();
        return (Number(words[0][..^1]), choices, loop < 0 ? null : loop - 1);
    }

    private static Choice ChoiceOf(string word)
    {
        var parts = word.Split('.');
        return new Choice(Number(parts[0]), parts.Length == 1 ? 0 : Number(parts[1]));
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException($"'{text}' is no number of an actor, an outcome or a state.");
}
