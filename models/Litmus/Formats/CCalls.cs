namespace Interlock.Litmus.Formats;

/// <summary>What functions of C11's atomics and of the Linux kernel do.</summary>
internal static class CCalls
{
    private static readonly Instruction Full = new Instruction.Fence(FenceKind.Full);

    /// <summary>The steps of a call; null if it is not known. A skip among them is taken if the result is zero.</summary>
    /// <param name="function">The name, and what the kernel's tests put in braces behind it.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="texts">The first word of each argument.</param>
    /// <param name="result">The register of the result.</param>
    public static IReadOnlyList<Instruction>? Of(string function, Operand[] arguments, string[] texts, string result) =>
        Standard(function, arguments, texts, result) ?? Kernel(function, arguments, result);

    private static Instruction[]? Standard(string function, Operand[] arguments, string[] texts, string result)
    {
        var name = function.EndsWith("_explicit", StringComparison.Ordinal) ? function[..^"_explicit".Length] : function;
        var order = name != function ? OrderOf(texts[^1]) : Order.SequentiallyConsistent;
        if (order is not { } how)
        {
            return null;
        }

        var isExplicit = name == function ? 0 : 1;
        return (name, arguments.Length - isExplicit) switch
        {
            ("atomic_load", 1) => Load(arguments[0], how, result),
            ("atomic_store", 2) => Store(arguments[0], arguments[1], how),
            ("atomic_exchange", 2) => Update(arguments[0], Litmus.Update.Swap, arguments[1], how, result),
            ("atomic_fetch_add", 2) => Update(arguments[0], Litmus.Update.Add, arguments[1], how, result),
            ("atomic_fetch_sub", 2) => Update(arguments[0], Litmus.Update.Subtract, arguments[1], how, result),
            ("atomic_fetch_or", 2) => Update(arguments[0], Litmus.Update.Or, arguments[1], how, result),
            ("atomic_fetch_and", 2) => Update(arguments[0], Litmus.Update.And, arguments[1], how, result),
            ("atomic_fetch_xor", 2) => Update(arguments[0], Litmus.Update.Xor, arguments[1], how, result),
            ("atomic_compare_exchange_strong" or "atomic_compare_exchange_weak", 3 or 4) when isExplicit == 0 || arguments.Length == 5 =>
                Compare(arguments, isExplicit == 0 ? how : OrderOf(texts[3]) ?? how, result),
            ("atomic_thread_fence", 1) => OrderOf(texts[0]) switch
            {
                null => null,
                Order.Relaxed => [],
                Order.Acquire => [new Instruction.Fence(FenceKind.Acquire)],
                _ => [Full],
            },
            _ => null,
        };
    }

    private static Instruction[]? Kernel(string function, Operand[] arguments, string result) => (function, arguments.Length) switch
    {
        ("READ_ONCE" or "atomic_read" or "rcu_dereference", 1) => Load(arguments[0], Order.Relaxed, result),
        ("WRITE_ONCE" or "atomic_set", 2) => Store(arguments[0], arguments[1], Order.Relaxed),
        ("smp_load_acquire" or "atomic_read_acquire", 1) => Load(arguments[0], Order.Acquire, result),
        ("smp_store_release" or "rcu_assign_pointer" or "atomic_set_release", 2) => Store(arguments[0], arguments[1], Order.Release),
        ("smp_store_mb", 2) => [.. Store(arguments[0], arguments[1], Order.Relaxed), Full],
        ("smp_mb" or "smp_mb__before_atomic" or "smp_mb__after_atomic" or "smp_mb__after_spinlock", 0) => [Full],
        ("smp_rmb", 0) => [new Instruction.Fence(FenceKind.Load)],
        ("smp_wmb", 0) => [new Instruction.Fence(FenceKind.Store)],
        ("smp_read_barrier_depends" or "rcu_read_lock" or "rcu_read_unlock", 0) => [],
        ("xchg", 2) => [Full, .. Update(arguments[0], Litmus.Update.Swap, arguments[1], Order.Relaxed, result), Full],
        ("xchg_relaxed", 2) => Update(arguments[0], Litmus.Update.Swap, arguments[1], Order.Relaxed, result),
        ("xchg_acquire", 2) => Update(arguments[0], Litmus.Update.Swap, arguments[1], Order.Acquire, result),
        ("xchg_release", 2) => Update(arguments[0], Litmus.Update.Swap, arguments[1], Order.Release, result),
        ("cmpxchg", 3) => [Full, CompareAndSwap(arguments, Order.Relaxed, result), Full],
        ("cmpxchg_relaxed", 3) => [CompareAndSwap(arguments, Order.Relaxed, result)],
        ("cmpxchg_acquire", 3) => [CompareAndSwap(arguments, Order.Acquire, result)],
        ("cmpxchg_release", 3) => [CompareAndSwap(arguments, Order.Release, result)],
        _ => null,
    };

    private static Order? OrderOf(string name) => name switch
    {
        "memory_order_relaxed" => Order.Relaxed,
        "memory_order_acquire" or "memory_order_consume" => Order.Acquire,
        "memory_order_release" => Order.Release,
        "memory_order_acq_rel" => Order.AcquireRelease,
        "memory_order_seq_cst" => Order.SequentiallyConsistent,
        _ => null,
    };

    private static Place At(Operand operand) => new(operand);

    private static Instruction[] Load(Operand at, Order order, string result)
    {
        var read = order switch
        {
            Order.Relaxed or Order.Release => ReadOrder.Plain,
            Order.SequentiallyConsistent => ReadOrder.Acquire,
            _ => ReadOrder.AcquirePc,
        };
        return [new Instruction.Load(result, At(at), read, false)];
    }

    // On x86 a sequentially consistent store waits until it has left the store buffer; on Arm reads of that kind wait for it.
    private static Instruction[] Store(Operand at, Operand value, Order order)
    {
        var store = new Instruction.Store(value, At(at), order == Order.Relaxed ? WriteOrder.Plain : WriteOrder.Release, null);
        return order == Order.SequentiallyConsistent ? [store, new Instruction.Fence(FenceKind.OfStoreBuffer)] : [store];
    }

    private static Instruction[] Update(Operand at, Update update, Operand value, Order order, string result) =>
        [new Instruction.Atomic(result, At(at), update, value, null, Reads(order), Writes(order))];

    private static Instruction.Atomic CompareAndSwap(Operand[] arguments, Order order, string result) =>
        new(result, At(arguments[0]), Litmus.Update.CompareAndSwap, arguments[2], arguments[1], Reads(order), Writes(order));

    // What is expected stands in memory, and what was found is put there if it was not that.
    private static Instruction[] Compare(Operand[] arguments, Order order, string result)
    {
        const string Expected = "(expected)";
        const string Found = "(found)";
        return
        [
            new Instruction.Load(Expected, At(arguments[1]), ReadOrder.Plain, false),
            new Instruction.Atomic(
                Found, At(arguments[0]), Litmus.Update.CompareAndSwap, arguments[2], new Operand(Expected), Reads(order), Writes(order))
            {
                Told = result,
            },
            new Instruction.Compute(result, Arithmetic.Equal, new Operand(result), new Operand(null)),
            new Instruction.Skip(2, MayStay: false),
            new Instruction.Store(new Operand(Found), At(arguments[1]), WriteOrder.Plain, null),
            new Instruction.Compute(result, Arithmetic.Equal, new Operand(result), new Operand(null)),
        ];
    }

    private static ReadOrder Reads(Order order) => order is Order.Relaxed or Order.Release ? ReadOrder.Plain : ReadOrder.Acquire;

    private static WriteOrder Writes(Order order) => order is Order.Relaxed or Order.Acquire ? WriteOrder.Plain : WriteOrder.Release;

    private enum Order
    {
        Relaxed,
        Acquire,
        Release,
        AcquireRelease,
        SequentiallyConsistent,
    }
}
