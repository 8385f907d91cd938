using System.Text;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Sync;

/// <summary>
/// All executions of a program without endless loops, the plain way: each vCPU's code is run from its start for every
/// step, with its earlier operations answered as before. No frame is ever kept, copied or compared, and no local is
/// judged live or dead: two states are the same only if every operation ever was answered alike.
/// </summary>
internal sealed class Reexecution(int words, IReadOnlyList<Func<Cpu, Step>> vcpus)
{
    private readonly HashSet<string> visited = [];

    /// <summary>Every reachable memory with the operation that each vCPU comes to next, as text.</summary>
    public HashSet<string> Reachable { get; } = [];

    /// <summary>Every memory with which all vCPUs may end, as text.</summary>
    public HashSet<string> Finals { get; } = [];

    public static string Text(ReadOnlySpan<ulong> memory) => string.Join(' ', memory.ToArray());

    public static string Text(Operation? operation) => operation is null ? "end"
        : $"{operation.Kind} {operation.Address} {operation.Operand} {operation.Expected} {operation.Order}";

    public void Explore() => Explore(new ulong[words], [.. vcpus.Select(_ => Array.Empty<ulong>())]);

    private void Explore(ulong[] memory, ulong[][] answers)
    {
        if (!visited.Add(string.Join('|', answers.Append(memory).Select(part => string.Join(' ', part)))))
        {
            return;
        }

        var pending = vcpus.Select((_, vcpu) => Next(vcpu, answers[vcpu])).ToArray();
        var state = new StringBuilder(Text(memory));
        foreach (var operation in pending)
        {
            state.Append(" | ").Append(Text(operation));
        }

        Reachable.Add(state.ToString());
        if (pending.All(operation => operation is null))
        {
            Finals.Add(Text(memory));
        }

        for (var vcpu = 0; vcpu < pending.Length; vcpu++)
        {
            if (pending[vcpu] is not { } operation)
            {
                continue;
            }

            var outcomes = operation.Kind == OperationKind.Choose ? operation.Operand : 1;
            for (ulong choice = 0; choice < outcomes; choice++)
            {
                var after = memory.ToArray();
                var answer = operation.Kind == OperationKind.Choose ? choice : Perform(operation, after);
                var longer = answers.ToArray();
                longer[vcpu] = [.. answers[vcpu], answer];
                Explore(after, longer);
            }
        }
    }

    private static ulong Perform(Operation operation, ulong[] memory)
    {
        if (operation.Kind == OperationKind.Fence)
        {
            return 0;
        }

        ref var word = ref memory[operation.Address.Index];
        var held = word;
        word = operation.Kind switch
        {
            OperationKind.Load => held,
            OperationKind.Store or OperationKind.Exchange => operation.Operand,
            OperationKind.FetchAdd => held + operation.Operand,
            _ when operation.Kind.IsFetch() => operation.Kind.Combine(held, operation.Operand),
            OperationKind.CompareExchange => held == operation.Expected ? operation.Operand : held,
            _ => throw new NotSupportedException($"{operation.Kind}"),
        };
        return operation.Kind == OperationKind.Store ? 0 : held;
    }

    private Operation? Next(int vcpu, ulong[] answers)
    {
        var cpu = new RecordedCpu(vcpu, answers);
        try
        {
            var awaiter = vcpus[vcpu](cpu).GetAwaiter();
            Xunit.Assert.True(awaiter.IsCompleted);
            awaiter.GetResult();
        }
        catch (RecordedCpu.AnswersSpentException)
        {
        }

        return cpu.Next;
    }

    /// <summary>Answers the first operations from a list, each at once, and stops the code at the first beyond it.</summary>
    private sealed class RecordedCpu(int index, ulong[] answers) : Cpu
    {
        private int performed;

        public override int Index => index;

        public Operation? Next { get; private set; }

        public override void Note(string name, ulong value = 0)
        {
        }

        protected override Access Perform(
            OperationKind kind, Address address, ulong operand, ulong expected, MemoryOrder order, Site site)
        {
            if (performed < answers.Length)
            {
                return Access.Completed(answers[performed++]);
            }

            // A finally-block may come here again while the exception passes by; only the first time counts.
            Next ??= new Operation(kind, address, operand, expected, order, site);
            throw new AnswersSpentException();
        }

        public sealed class AnswersSpentException : Exception;
    }
}
