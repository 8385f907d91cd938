using Interlock.Engine.Stage2;
using Interlock.Sync;

namespace Interlock.Engine.Tables;

/// <summary>
/// The proof that an entry is invalid and that nothing is cached of what it held: only with it may a new valid descriptor be
/// written (DDI 0487 D8.16.1). <see cref="TableWriter"/> makes it. The default proves nothing: it names no entry of a table.
/// </summary>
public readonly record struct Broken
{
    internal Broken(Address word, Level level)
    {
        Word = word;
        Level = level;
    }

    /// <summary>The entry.</summary>
    internal Address Word { get; }

    /// <summary>The level of its table.</summary>
    internal Level Level { get; }
}
