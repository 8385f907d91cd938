using Interlock.Explorer.Verdicts;

namespace Interlock.Cli;

/// <summary>What the process says to its caller.</summary>
internal static class ExitCode
{
    public const int Verified = 0;
    public const int BadInput = 1;
    public const int Violated = 2;
    public const int Incomplete = 3;
    public const int Error = 4;

    public static int Of(Verdict verdict) => verdict switch
    {
        Verdict.Verified => Verified,
        Verdict.Violated => Violated,
        Verdict.Incomplete => Incomplete,
        Verdict.Error => Error,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    /// <summary>One code for several verdicts: a violation is the firmest answer, then doubt, then a bound.</summary>
    public static int Of(IEnumerable<Verdict> verdicts)
    {
        var all = verdicts.ToHashSet();
        return all.Contains(Verdict.Violated) ? Violated
            : all.Contains(Verdict.Error) ? Error
            : all.Contains(Verdict.Incomplete) ? Incomplete
            : Verified;
    }
}
