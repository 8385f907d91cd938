namespace Interlock.Explorer.Walks;

/// <summary>What walks came to, added up in the order of their indices.</summary>
/// <param name="witnesses">How many witnesses there are.</param>
internal sealed class WalkTotals(int witnesses)
{
    public long Walks { get; private set; }

    public long Steps { get; private set; }

    public long Transitions { get; private set; }

    public long CutByDepth { get; private set; }

    public int Depth { get; private set; }

    public long[] Witnesses { get; } = new long[witnesses];

    /// <summary>The first walk that broke something; null if none did.</summary>
    public Walk? Violating { get; private set; }

    public void Add(Walk walk)
    {
        Walks++;
        Steps += walk.Schedule.Count - walk.Repeated;
        Transitions += walk.Transitions;
        CutByDepth += walk.IsCut ? 1 : 0;
        Depth = Math.Max(Depth, walk.Schedule.Count);
        for (var witness = 0; witness < Witnesses.Length; witness++)
        {
            Witnesses[witness] += walk.Witnesses[witness];
        }

        Violating = walk.Violation is null ? Violating : walk;
    }
}
