using System.Threading;
using Interlock.Semantics.Memories;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Machines.Weak;

/// <summary>One number for equal memories, so that a memory is one word of a state. A memory is found by its number without a lock.</summary>
[Stateless("Numbers for values, the same for equal ones: no answer depends on which they are.")]
internal sealed class InternedMemories
{
    private readonly Lock gate = new();
    private readonly Dictionary<ulong[], ulong> numbers = new(new WordsByContent());
    private volatile SharedMemory[] byNumber = new SharedMemory[64];

    /// <summary>A memory by its number.</summary>
    public SharedMemory this[ulong number] => byNumber[number];

    /// <summary>The number of a memory.</summary>
    public ulong NumberOf(SharedMemory memory)
    {
        var content = new List<ulong>();
        memory.Encode(content);
        ulong[] key = [.. content];
        lock (gate)
        {
            if (numbers.TryGetValue(key, out var known))
            {
                return known;
            }

            var number = numbers.Count;
            if (number == byNumber.Length)
            {
                var larger = new SharedMemory[2 * number];
                byNumber.CopyTo(larger, 0);
                byNumber = larger;
            }

            byNumber[number] = memory;
            numbers.Add(key, (ulong)number);
            return (ulong)number;
        }
    }
}
