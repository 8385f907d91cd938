namespace Interlock.CoyoteTests.Coyote.Running;

/// <summary>
/// Goals that must be met again and again, each in turn: whoever meets all of them for ever meets each (as one Büchi automaton is
/// made of several). One at a time is owed, and Coyote's monitor is hot meanwhile.
/// </summary>
/// <param name="control">Who is told.</param>
/// <param name="count">How many goals there are.</param>
internal sealed class Obligations(IControl control, int count)
{
    private int owed = -1;

    /// <summary>A step has ended.</summary>
    /// <param name="met">The goals that it, or the state that it led to, meets: a bit each.</param>
    /// <param name="settled">Those that are not owed any more, whatever happens.</param>
    public void Account(ulong met, ulong settled)
    {
        if (count == 0 || (owed >= 0 && !Has(met, owed)))
        {
            return;
        }

        var next = Enumerable.Range(owed + 1, count).Select(goal => goal % count).Where(goal => !Has(settled, goal)).ToList();
        Release();
        if (next.Count > 0)
        {
            owed = next[0];
            control.Owe();
        }
    }

    /// <summary>Nothing is owed any more: the execution is cut, or has ended well.</summary>
    public void Release()
    {
        if (owed >= 0)
        {
            owed = -1;
            control.Keep();
        }
    }

    private static bool Has(ulong goals, int goal) => (goals >> goal & 1) != 0;
}
